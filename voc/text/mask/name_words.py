"""What Chinese names are made of, and words that begin like one."""

from __future__ import annotations

from voc.text.mask.family_names import CLEAR, COMPOUND, FAMILIES
from voc.text.mask.late import Late
from voc.text.mask.name_tables import public, words

__all__ = [
    "ANY_FAMILY", "COMPOUNDS", "FAMILY", "STAFF", "STAFF_ROLES", "USUAL", "is_nobody",
]  # fmt: skip

# A family name where the words around say little: those that begin many words are not all in it
_PLAIN = CLEAR | frozenset(
    "曾付涂马高于叶任金石方白段雷龙万钱严武向常温康施文牛安齐易乔伍章申关左甘祝包宁尚符舒纪梅凌季成苗谷"
    "盛曲蓝路游辛管蒙华房解艾尤农司卓古吉简沙储宗桂景米卜滑楚麦仲荣费卫戚桑谈樃皮幸阿赖洪宫厉祖闻"
    "燕伊巴麻班查车戈劳池薄诸展靖"
)
COMPOUNDS = "|".join(sorted(COMPOUND))
FAMILY = rf"(?:{COMPOUNDS}|[{''.join(sorted(_PLAIN))}])"
ANY_FAMILY = rf"(?:{COMPOUNDS}|[{''.join(sorted(FAMILIES))}])"
# What given names are mostly made of: where little else says that a name stands there
_USUAL = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文斌鹏飞海波宇浩凯健俊帆雪婷"
    "琳璐倩颖怡欣悦佳嘉雯雨晨晓小春夏秋冬梓涵轩浩然子墨诗琪一诺奕辰睿博翔宏鑫旭阳光亮辉峰岩松林"
    "森柏柳荷莲菊竹凤凰龙虎彪雷雄豪迈远达通顺利祥瑞福禄寿喜庆贵富荣昌盛隆兴旺发财宝金银珠翠玲珑"
    "珍瑶瑾瑜璇琦琼琴瑟莹晶晴朗昊天昕晗晞曦曼曙昭映星辰月云霄霖霏露虹彩霓冰清洁净柔婉淑贤惠慧聪"
    "敬仁义礼智信忠孝廉德良善诚实正直毅坚恒永康宁安泰和睦友爱美娇媚妍姿容颜媛婵娥姝娅妮娴婧姗"
    "嫣嫚茹芝芬芸苹苗若英茜茵荣莉莎菁菲萍萌萱蓉蓓蓝蕊蕾薇馨香芷芮苑茗荔莺莞菀葵蒙蓬蔚蕴藜"
    "丹彤朱紫青黛素绢纯纲维绍继绪经纬纤绮绣缨羽翼翠翰耀胜腾骏骥驰骁骅驹鸣鸿鹤鹰雁燕鸥鹃"
    "军兵武力功勋勤励劲勃振扬拓挺捷搏擎攀新春日昱晋景智暄杨东北南西中元启开来承传继先世代家邦宗祖"
    "道玄真理哲学思想念恩慈悲怀恒悟意忆怡恬悠恺惟惜愉慕懿成才材栋梁柱树根本桐楠榕槐桦梧枫桃李杏"
    "梨楚榆樱森江河湖海洋洲渊源泉池沛沁泓波泽洪浩涵淇淳清渝湘滨漫潇潮澄澜激瀚川溪汐汉沐沛法"
    "炎炜炫炯烁烈焕焱煜照熙燕灿炳焰玉王玮玲珂珊珠班理琅琛琢瑄璋璞君吉向听吟含启周命和品哲唯喆善"
    "士壮声夫奇奎威孟季宗定宜宝实审宣宪宸容宾密富寅寒察山岚岗岳峻崇嵩巍州左巧帅师希帝常幸平年广"
    "庄应庭康廷建弘弛弦张弥强彦彬影征律徐循心必志忠快忻怜恭悌情惠慰成战才扬承抒拥拂持挥援政敏文斐"
    "斯方旗无昆昌易显晏普景朋朔本权杉村来杭松极果枝柯柳标校格桥梅棋棠楷榜槿欢歌止步殊民水求沙治泉"
    "泳洛津济浦涓润淼深游湛满滢火焦煊照熠爽牧特献玖环现珮珺球琬琰瑛瓒生甫田男甲申百皓益盈相省真知"
    "石矿研碧磐示祖祯禄禾秉科秦程稷穗立竞章竹笑笛策简米粤素纪红细练绍经统绿罗群羿老考聆肖育胤臣自"
    "至致航舟良艺艾节芊芙花芯芳苏英范茂荃莘莫莱菡萧葳蒋薪虞行衍裕言训讯许评诗诚语谊谦谨贝贞贤赐赞"
    "赫起超路跃轶辅达迅进远连迪逸道遥邦郁郎都醒重野铁铃铎铜铠铭锋锐锦镇镜长闯闻阔阳际陆雅集雍雪震"
    "霆青靖韬韵顶项顺颂颉风飞骄高魁鲁麒麟黎默齐龄亚亦亭亮人仁今仕付仙令仪任企伊伍伦伯伶佐佑余作佩"
    "佰侃侠俏保俐俪修倍健傲儒儿元充兆先克全公六共兰兵其典兼冉再冕冠冲凌凡创初利刚力加劭劲勉勋化北"
    "千升卉协卓南占卫卿原双发叔又友双可叶司合同名向君吴周呈和哈喻嘉四国圆圣坤城基堂塘培境墨士夏多"
    "大天太奥女如妙妤妹始姣姿娣婕子孔存孙学宇守安宏官宛宙实宽察尔尚尧尼居山岐岱崎川工巨巴师席干平"
    "年幼幽序庚度延开异弋弟当彰往待得微徽忍怀思恒恩恺悦惟愚感慎戈户房所才扶抗技折招拔择振掌提敏敢数"
    "斗旦旭时旻昀晖晟晰暖曜曲月有望朝期术机杰柔柏栩树格桂桑梁森楚樊欧正武每比毓气汝江池汶沅沈泊泗泰泽"
    "洋涛淑湾溢滔漪灵炬烨然熊爱牛犇王珏瑗璟甜田由申略登白皎盛眉石社祎福秀竣竺童端笃筠筱篁精糖"
    "紫细绘缘羚翎翊耘聂肇育胡腊腾臻舒舜艇芃芥苒茉荟莅菱落葛蒂蕙薛藏蘅虎蛟蝶行衡裴观角解誉谣豆豫贺"
    "赋赛越轲辛辞远迎述迢逊通逢郑郡郦酉采里量野钊钢钧钦钰铄铮银锡锦键镕镛阁隽雄雅雨需霁静韩顾频颢飒"
    "梦沫瑄妞煊楷宥屿语桉苡沅栀晚眠汀恬羲骐泓澍珺依妙呈栖桁乾坤焯烽煦垣垠玟瓅娆姵娉婳嫒"
    "芄荞菖葭蓁蕤熹澈霈颢骊尧土栓锁妹弟娣喜婆嫂浅煌纶阿狗业罕处灼剩牛虎根灿淇凝伶绎沁"
    "飘首香驿高鱼鲜鸽鹂鹭麦黄黛龑梵秋巍仓焘堃垚赟翀祺祉禧桢榛橙檬鹿佟妃姬婴婉嫔"
)
# 王 on the left: 玥 珣 珩 … but 玩 现 环 理 are words as well
USUAL = f"[{''.join(sorted(set(_USUAL)))}\u73a5-\u73a8\u73ad-\u73af\u73b3-\u7402\u7404-\u74e4]"
# Who works there
STAFF_ROLES = (
    r"前台|客服|[店园校院站船机乘务护士行队组班部]长|大?堂?经理|管家|服务[员生]|师傅|营业员|导购员?|销售员?|顾问|保安|技师|设计师|老师|医生|大夫|主管"
    r"|主任|客房部|餐饮部|礼宾部?|接待员?|司机|导游|领[班队]|收银员?|柜员|专员|坐席|话务员|教练|护士|助理|骑手|快递员|小哥|小姐姐|乘务员|空[姐乘]|[业推理]\S员|店员|主播"
)
# Before the name of somebody who works there
STAFF = Late(rf"(?:{STAFF_ROLES}|值班|员工|工作人员|感谢|表扬|点赞|谢谢|夸)[^。！？\n]{{0,4}}$")
# What stands in the place of a name in a form, or is said to anybody
_NOBODY = frozenset(
    (
        "未知 不详 没有 暂无 无 略 隐藏 测试 保密 匿名 客服 本人"
        " 同上 同前 业务员 物业 平台 店家 卖家 商家"
        " 家里 晚上 小二 小哥 小妹 小时 小心 小姐姐 小白 老板 老公 老婆"
        " 老人 老师 老顾客 阿姨 阿里 阿胶 阿迪 秘书"
        " 管家"
    ).split()
)


def is_nobody(said: str) -> bool:
    """Whether what could be a name begins with an ordinary word.

    >>> is_nobody("高兴"), is_nobody("未知"), is_nobody("高远")
    (True, True, False)
    """
    if said[:1] == said[1:2]:
        return False  # 豆豆, 买买提
    begun = (said, said[:2], said[:3])
    return any(word in _NOBODY or word in words("begin") or word in public() for word in begun)
