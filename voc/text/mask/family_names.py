"""Chinese family names: the usual ones, the rare ones, those of two characters.

After the Hundred Family Surnames and what is found among living people; what is hardly ever a name
where customers write (有 也 的) is left out.
"""

from __future__ import annotations

__all__ = ["CLEAR", "COMPOUND", "FAMILIES", "GRAMMATICAL", "WORDY"]

# Where a name is expected these are one.
CLEAR = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢唐许韩冯邓曹彭肖董袁潘蔡余杜程苏魏吕丁沈姚卢姜崔"
    "钟谭陆汪范廖贾韦邹孟熊秦邱尹薛闫侯陶黎贺顾郝龚邵覃戴孔汤樊倪庄聂鲁岳翟殷詹欧耿焦俞柳邢庞颜"
    "阮柯兰莫童骆鲍喻祁蒲屠屈饶牟阎穆缪翁冉单毕裴霍芦隋娄窦仇邬褚傅阚闵栾晏荆匡巩敖瞿巫亓仝逄佘"
    "郜宓佟岑阙胥郦雍濮扈浦茹邰臧茅邝姬蔺晁庾冷蒯竺逯寇隗郗昝冀綦仉靳郎訾鄢卞缑禚乜郇厍邸谌谯佴笪"
    "麴侴郏苑亢酆奚嵇裘贲钮甄芮羿汲邴糜钭蓟郤璩暨夔殳桓缐镡檀撖琚雒郄弭甯肇骞矫粟辜苟湛澹闾巢狄郁"
    "贡堵宰戎宦逮揣仵兀苻丛候邺禹揭苌茆庹禤颛鄯郯郐邳鄞眭妫芈昃蒋萧葛蘧虢轩赫迮璞凃冼慕晋尧喇岱阳"
    "廉褟佀遆逍晟栗柏柴江宋田夏史毛邦瓮皋稽勾昂滕鞠鄂丘荀刁"
    "乔卜韶莘弘朴蔚毋汝钦尕沐洛麒卿冮爨嬴俸尉"
)
# These mostly begin another word: 高兴, 平安, 占用
WORDY = frozenset(
    "方向于成和常平安金白包解管任游简关路易时高班查车池明连商伊边展原满敬全应从都计占国相生种来门"
    "底官宿乐水云花信冒折初别鲜后况言福席危支强宣干经封井富弓牧山秋束幸印怀索咸籍苍双通农习容终沃"
    "丰银战撒铁闪买速虎图爱才线罕楼岩步居师广东利越隆空养须益盖公红禄旷修木青税豆阴随年庆招帅惠衡"
    "智良艳雷马万龙牛温古叶石文华皮景米沙费蓝左甘祝谷曲盛季艾尤司洪宫祖闻薄厉章项桂梅卫荣仲钱严康"
    "武施宁尚符舒纪凌苗辛蒙卓储宗滑楚戚桑谈阿赖巴伏党虞哈库刀鹿鱼慎融植麦燕靖诸劳戈伍段麻能申曾付涂问"
    "操玉永泉琴豹贝衷赏寿秘竹雪火先户区仰仪口合过道鼎隐凤齐吉房昌元杭羊松乌蓬暴扶权召恒"
    "斯普朝欣渠漆锁静默逢晨墨拜迟野飞练代盘奉幺闭衣"
)
COMPOUND = frozenset(
    (
        "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 轩辕 长孙 宇文 端木 独孤 南宫"
        " 闻人 钟离 淳于 单于 申屠 公羊 澹台 百里 呼延 东郭 西门 拓跋 万俟 赫连 鲜于 太叔 仲孙 闾丘"
        " 司空 亓官 司寇 颛孙 巫马 漆雕 壤驷 夹谷 宰父 梁丘 左丘 羊舌 微生 公冶 宗政 濮阳 南门 段干"
        " 乐正 纳兰 完颜 富察 叶赫 第五"
    ).split()
)
FAMILIES = CLEAR | WORDY
# Of these, what stands between a person and a verb all the time: 家长和老师, 孩子都喜欢, 朋友来广州
GRAMMATICAL = frozenset(
    "和都从能来全才买过区口楼向时后于成应经步师生种言先问随支官福户合爱养越敬盖习党边原计满当常可连车尚年"
)
