/** Ways to reach a player outside the world. */
export type ContactKind =
  | 'email'
  | 'phone'
  | 'kakao'
  | 'line'
  | 'discord'
  | 'instagram'
  | 'telegram'
  | 'snapchat'
  | 'whatsapp'
  | 'wechat'
  | 'tiktok'
  | 'x'
  | 'facebook'
  | 'qq'
  | 'skype'
  | 'qr'

export interface Service {
  readonly kind: ContactKind
  /** Names that are nothing else: patterns over folded text. */
  readonly names: string
  /** Names that are words, too: they count with a mark and an owner (`my line: …`) or an id that no word looks like. */
  readonly weak?: string
  /** Links into it, without the id. */
  readonly links?: string
}

/** What may stand between the syllables of a name to hide it. */
const S = '[\\s.·*~_\\-\\d!|]?'
const ko = (name: string): string => [...name].join(S)

export const SERVICES: readonly Service[] = [
  {
    kind: 'kakao',
    names: `${ko('카카오톡')}|${ko('카카오')}|${ko('카톡')}|까톡|깨톡|카똑|캌톡|캌오톡|카ㅌ톡?|ㅋ톡|ㅋㅌ|k\\s?톡|오픈\\s?챗|옾챗|오픈톡|오픈\\s?채팅|톡\\s?(?:아이디|아디|디|id)|kakao ?talk|kakao|katalk|katok|ka ?talk|ktalk|カカオ(?:トーク)?`,
    links: 'open\\.kakao\\.com/|qr\\.kakao\\.com/|pf\\.kakao\\.com/',
  },
  {
    kind: 'line',
    names: '(?<![가-힣])라인|라ㅇ인|ライン',
    weak: 'line',
    links: 'line\\.me/|lin\\.ee/',
  },
  {
    kind: 'discord',
    names: `${ko('디스코드')}|디스코드|디코|디ㅋ오|ㄷ코|ㄷㅋ|discord|discrod|dizcord|d[i1!|l]sc[o0]rd|dis cord|ディスコード?`,
    weak: 'disc|dsc|dc|cord|디스코',
    links: 'discord\\.gg/|discord(?:app)?\\.com/(?:invite|users)/|dsc\\.gg/',
  },
  {
    kind: 'instagram',
    names: `${ko('인스타')}(?:그램)?|인별(?:그램)?|ㅇㅅㅌ|instagram|insta|インスタ(?:グラム)?`,
    weak: 'ig|gram',
    links: 'instagram\\.com/|instagr\\.am/',
  },
  {
    kind: 'telegram',
    names: `${ko('텔레그램')}|텔레그램|텔그|텔레|ㅌㄹㄱㄹ|telegram|telegrm|テレグラム|电报|電報`,
    weak: 'tele|tg|텔',
    links: '(?<![a-z])t\\.me/|telegram\\.me/',
  },
  {
    kind: 'snapchat',
    names: '스냅챗|스냅\\s?아이디|snap ?chat|snapcode',
    weak: 'snap|sc|스냅',
    links: 'snapchat\\.com/add/',
  },
  {
    kind: 'whatsapp',
    names: '왓츠\\s?앱|왓챕|whats ?app|watsapp|whatsap|zap ?zap',
    weak: 'wa|zap|wsp',
    links: 'wa\\.me/|chat\\.whatsapp\\.com/',
  },
  { kind: 'wechat', names: '위챗|we ?chat|weixin|微信|薇信|威信|加v', weak: 'wx|vx|v信' },
  { kind: 'tiktok', names: '틱톡|tik ?tok|抖音', weak: 'tt', links: 'tiktok\\.com/@' },
  { kind: 'x', names: '트위터|twitter', weak: 'x|twt', links: '(?<![a-z])x\\.com/|twitter\\.com/' },
  {
    kind: 'facebook',
    names: '페이스북|페북|페메|facebook|messenger',
    weak: 'fb',
    links: 'facebook\\.com/|(?<![a-z])m\\.me/|fb\\.com/',
  },
  { kind: 'qq', names: '(?<![a-z])qq|扣扣|企鹅' },
  { kind: 'skype', names: '스카이프|skype' },
]
