import { closest } from 'fastest-levenshtein'
import { cleanCode } from '../files/table-cell'
import { unitCodes, unitName } from './units'

/** What files call the units, in the languages of the trade, without dots and blanks. The first one that has a spelling keeps it. */
const spellings: Record<string, string> = {
  C62: 'pc pcs pce piece pieces one unit units stk stück st 个 只 件 pza stck stücke ks kus kusy szt sztuka sztuki db darab pièce pièces pezzo pezzi pz ud uds unidad шт штука 個 枚',
  EA: 'each ea',
  PR: 'pair pairs paar 双 对 pár páry para pary paire',
  SET: 'set sets 套 sada sady satz sätze jeu komplet kpl комплект',
  DZN: 'dozen dz doz 打 tucet dutzend tuzin',
  HC: 'hundred 100pcs 百 hundert sto 100 100st 100stk 100ks 100szt',
  MIL: 'thousand 1000pcs 千 tausend tisíc 1000 1000st 1000stk 1000ks',
  XBX: 'box boxes bx 盒 箱 krabice krabička pudełko schachtel boîte boite scatola caja',
  XCT: 'carton cartons ctn 纸箱 karton kart',
  CS: 'case cases',
  XPK: 'package pack packs pkg pk 包 ve vpe balení bal balíček opakowanie op opak paket packung paquet confezione conf упак 包裝',
  XPA: 'packet',
  XRO: 'roll rolls rl 卷 rolle role rolka rouleau rotolo rollo',
  XBG: 'bag bags 袋 beutel sack pytel sáček worek sac sacchetto',
  XBO: 'bottle bottles btl 瓶 flasche láhev butelka bouteille',
  XCA: 'can cans 罐 dose plechovka puszka',
  XTU: 'tube tubes 管 tuba tubka',
  XPX: 'pallet pallets 托盘 palette paleta paletten',
  XDR: 'drum drums 桶 fass sud beczka',
  XST: 'sheet sheets 张 blatt bogen arch arkusz list',
  RM: 'ream reams 令',
  KT: 'kit kits 套件',
  MTR: 'm metre meter metres meters 米 metr metry mètre metro lfm bm mb м',
  CMT: 'cm centimetre centimeter 厘米',
  MMT: 'mm millimetre millimeter 毫米',
  KMT: 'km 千米',
  INH: 'in inch inches 英寸',
  FOT: 'ft foot feet 英尺',
  MTK: 'm2 m² sqm 平方米 qm quadratmeter',
  MTQ: 'm3 m³ cbm 立方米 kubikmeter',
  LTR: 'l litre liter litres liters 升 litr litry л ltr',
  MLT: 'ml 毫升',
  GLL: 'gal gallon gallons 加仑',
  KGM: 'kg kilogram kilo 千克 公斤 kilogramm kilogramy кг',
  GRM: 'g gram gr 克 gramm gramy г',
  TNE: 't tonne ton tons 吨 tuna tona to',
  LBR: 'lb lbs pound 磅',
  ONZ: 'oz ounce 盎司',
  HUR: 'h hr hour hours 小时 std stunde stunden hodina hod godz godzina heure',
  DAY: 'day days 天 tag tage den dny dzień jour',
  MON: 'month months 月 monat měsíc miesiąc mois',
  ANN: 'year years 年 jahr rok',
  KWH: 'kwh 千瓦时',
  E49: 'workday 工作日',
  E48: 'service',
}

/** 'Stk.', '100 pcs' and 'KG ' as they stand above. */
const squeeze = (text: string) =>
  cleanCode(text)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s.]+/g, '')

const bySpelling = new Map(
  unitCodes
    .flatMap((code) =>
      [code, unitName(code, 'en'), unitName(code, 'zh'), ...(spellings[code] ?? '').split(' ')].map(
        (word) => [squeeze(word), code] as const,
      ),
    )
    .reverse(),
)

/** The Rec 20 code that a file means by a unit, or null. */
export const readUnit = (text: string): string | null => bySpelling.get(squeeze(text)) ?? null

/** The code of the unit whose name or spelling comes nearest to what a file says. */
export const nearestUnit = (text: string): string => bySpelling.get(closest(squeeze(text).slice(0, 40), [...bySpelling.keys()])) ?? 'C62'
