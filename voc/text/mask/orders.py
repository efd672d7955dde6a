"""Numbers of orders, tickets, parcels, contracts and court cases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from voc.text.mask.codes import CODE, FURTHER, NO_DATE, SAYS, UNIT, calls, digits_of, is_bare_date
from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late, just_before

__all__ = ["find_orders"]

_COURIER = (
    r"(?:顺丰|圆通|中通|申通|韵达|极兔|邮政|(?<![A-Za-z])(?:EMS|DHL|UPS|FedEx)|德邦|京东|菜鸟|百世|丰巢|快递柜|铁路"
    r"|丹鸟|跨越|安能|壹米滴答|优速|天天快递|速尔|宅急送|联邦|信丰|丰网|众邮|中铁)"
    r"(?:快递|快件|快运|物流|速递|速运|小包|包裹|裹裹)?"
)
# Where one orders
_SHOP = (
    "(?:美团|快手|小红书|饿了么|携程|飞猪|去哪儿?|同程|途牛|拼多多|淘宝|天猫|抖音|滴滴|12306|闲鱼|唯品会|苏宁|得物"
    "|叮咚|盒马|大麦|猫眼|货拉拉|闪送|达达|爱彼迎"
    r"|(?<![A-Za-z])(?i:shopee|lazada|agoda|booking|airbnb))"
)
_WORD = (
    r"(?:订单|单号|单子|票号|(?<!优)券[号码]?|(?<!公司)流水号?|交易号|受理[编回]?[号执]?|回执号?"
    r"|[快运面提工货退换修诉务后案值兑号车仓]单|物流号|快递号|包裹号?|运单|保单|[报案诉]编?号"
    r"|案件编?号|发票号码?|发票代码|[预约登][订定约记]编?号|[预约]号|确认[码号]|[取寄][件货票餐]码|票码"
    r"|提货码|兑换码|核销码|识别码|行李[牌条签票]?号?|[信来]访[件号]|合同(?:编?号)?|凭证号?|记录号|登记号|协议号"
    r"|订座(?:(?:记录)?(?:编号|编码|号)|(?=[ :：]?[A-Z]{2}))|记录编[号码]|预约[码单]"
    r"|受理单|下单了?(?=[A-Z]{2,4}-\d{4,}-\d{4,})"
    r"|订位|预[订定](?=[A-Z]{2,}-?\d)"
    r"|确认单|保险单|案件(?=[:： ]?[A-Z]{1,3}\d)|发票(?=[:： ]?\d{8})|小票|收据|收条"
    r"|[寄取存][牌票](?=[ :：]?[A-Z\d])|取票(?=[:： ]?\d{8})"
    r"|(?:火车|汽车|机|船|门|演出|影)票(?=[:： ]?(?:[A-Z]{1,3}\d{7}|\d{3}-\d{10}))"
    r"|丰巢码|柜码|核销(?=[:： ]?\d{4})|服务请求(?=[:： ]?[A-Z])"
    r"|单(?<![菜床被榜价账清传简孤买])(?=[ :：]?(?:[A-Z]{1,4}[-.]?\d{4}|\d{4}[- ]\d{4}[- ]\d{4}))"
    r"|电子客票号?|客票[号单]?"
    r"|[机车取]票号|发票(?=[ :：]?(?i:no))"
    r"|(?<![品备块件引机样作店目程位口台区页器码])(?:编号|编码|序号)"
    rf"|{_COURIER}(?:的?单|的?(?= ?[A-Z]{{2}} ?\d))"
    r"|(?<![A-Za-z])(?i:orders?|tracking|booking|confirmation|reservation|ticket|case|invoice"
    r"|reference|ref|pnr|receipt|policy|claim|contract|parcel|shipment|return|rma|transaction"
    r"|awb|waybill|(?:luggage|baggage|bag) tag|file))"
)
_ORDER = Late(_WORD + SAYS + NO_DATE + CODE + UNIT)
# 订单尾号不说了，完整的是1029384756612
_FAR = Late(
    r"(?:(?:订单|保单|单号|完整的|工单|票号|编号|序号|单子)[^A-Za-z0-9\n。！？]{0,14}|(?:快递|物流|包裹"
    rf"|运单|{_COURIER}|{_SHOP}(?:小店|买菜|优选|外卖|酒店|旅行|打车|出行|超市|预[订定])?)[ :：]?)"
    r"(?P<code>[A-Z]{0,4}\d{10,30}|[A-Z]{1,4}\d{8,9}|\d{2,4}(?: \d{4}){2,6}(?: \d{1,4})?"
    r"|[A-Z]{1,4} ?\d{3,4}(?: \d{4}){2,5}(?: \d{1,3})?|[A-Z]{2}(?: \d{3}){3} [A-Z]{2})"
    r"(?!-?[\dA-Za-z]|[元块])"
    # 编号浙消2026-029384, 合同编号(2026)预0293847
    r"|(?:编号|文号|[单合同件]号)(?:[是为]|[:： ]){0,2}"
    r"(?P<letter>[^\W\x00-\xff]{0,3}[(（\[]?20\d\d[)）\]]?"
    r"(?:-|[^\W\x00-\xff](?<!年)-?){1,2}\d{4,12}号?)(?![\d民刑行执破赔])"
    r"|行李[牌条签票]?号?[:： ]?(?P<tag>[A-Z]{2} ?\d{6})(?!\d)"
    r"|票号[:： ]?(?P<ticket>\d{3}[ -]\d{10})(?!\d)"
)
# What needs no word before it
_BARE = Late(
    r"(?<![A-Za-z0-9])(?=[A-Z]{1,4}[ :：-]?\d{4})(?:"
    r"(?P<courier>(?:STO|YTO|ZTO|SF|JT|YD|JD|DB|UPS)[ :：]?\d{4}(?:[- ]\d{4}){2,3})(?!\d)"
    r"|(?!ISBN|QQ)(?P<letters>[A-Z]{2,4}\d{7,30}|E?TKT[ :：]?\d{13}|[A-Z]{2}\d{9}[A-Z]{2}"
    # with the day in it: E20231109-7745-0382
    r"|[A-Z]{1,4}-?20[12]\d(?:0[1-9]|1[0-2])[0-3]\d(?:-\d{3,8}){1,3})(?![\dA-Za-z]))"
    # 112-3847561-0293847: as shops abroad number them
    r"|(?<![A-Za-z0-9])(?P<digits>(?<=单)\d{9,30}|\d{6}-\d{12,18}|\d{3}-\d{7}-\d{7}(?!-))"
    r"(?![\dA-Za-z])"
    # 773 1185 2046 3390 申通
    rf"|(?<![\dA-Za-z.-])(?P<parcel>\d{{3}}(?: \d{{4}}){{3}})(?= ?{_COURIER})"
    # (2026)个贷字第02938号
    r"|(?P<filed>[(（〔\[]20\d\d[)）〕\]][^\W\x00-\xff]{1,6}字第?\d{2,8}号)"
    # (2026)浙0106民初2938号
    r"|(?P<court>[(（]?(?:19|20)\d\d[)）]?[^\W\x00-\xff](?<!年)\d{2,6}[^\W\x00-\xff]{1,3}\d+号)"
)
# 杭公(西)受案字〔2026〕02938号: what stands before the year is sought backwards
_FILED = Late(r"案字?[(（〔\[【]20\d\d[)）〕\]】]第?\d{2,8}号|[权证]第\d{5,10}号")
_OFFICE = Late(r"(?:[^\W\x00-\xff]|[(（](?:[^\W\x00-\xff]{1,4}|20\d\d)[)）]){1,14}$")
_BEFORE_OFFICE = Late(r".*(?:编号|文号|案号|回执|[是为号:：])")
_OF_THINGS = Late(
    "(?:许可证?|专利|准字|备案|条形?码|优惠码|折扣码|型号|货号|款号|批号|标准)(?:编?号|[:： ])*$"
)
_SHORT = Late(r"\d{1,3}-\d{1,3}")
# A booking of a flight may have no digit at all: PNR HXKQPT
_FLIGHT = Late("PNR|pnr|订座|记录编")


@looks_for(_ORDER, _FAR, _BARE, _FILED)
def find_orders(text: str) -> Iterator[Found]:
    """Numbers of orders, tickets, parcels and contracts.

    >>> {hit[:2] for hit in find_orders("单号 SF1382947560128，订单3单，订单20260102下的")}
    {(3, 18)}
    """
    for hit in _ORDER.finditer(text):
        code = hit["code"]
        if _OF_THINGS.search(text[max(0, hit.start("code") - 8) : hit.start("code")]):
            continue
        named = calls(hit)
        digits = digits_of(code)
        if not named and is_bare_date(code):
            continue
        if _SHORT.fullmatch(code) and hit.group()[0] in "编序":
            continue  # 编号102-33 is that of a thing
        few = digits >= 2 and len(code) >= 5 and not code.isdigit()
        flight = code.isupper() and len(code) in (5, 6) and _FLIGHT.match(hit.group())
        if digits >= 5 or flight or (few and (named or bool(hit["gap"].strip()) or code.isupper())):
            yield Found(*hit.span("code"), "order")
            for further in FURTHER.finditer(text, hit.end(), hit.end() + 80):
                yield Found(*further.span("code"), "order")
    for hit in chain(_FAR.finditer(text), _BARE.finditer(text)):
        if _OF_THINGS.search(text[max(0, hit.start() - 8) : hit.start()]):
            continue
        yield Found(*hit.span(hit.lastgroup or 0), "order")
        for further in FURTHER.finditer(text, hit.end(), hit.end() + 80):
            yield Found(*further.span("code"), "order")
    for hit in _FILED.finditer(text):
        begin = hit.start()
        if office := just_before(_OFFICE, text, begin, 20):
            said = _BEFORE_OFFICE.match(office[0].group())
            begin = office[1] + office[0].start() + (said.end() if said else 0)
        yield Found(begin, hit.end(), "order")
