/** Messages that hold something, in the ways players write it, and hard ones that hold nothing, from a seed. */
export interface ExtractWorld {
  readonly positives: readonly string[]
  readonly negatives: readonly string[]
}

export type ExtractKind = 'links' | 'contacts' | 'personal_data' | 'ages' | 'offers' | 'invisible'

type Random = () => number
type Make = (pick: <T>(list: readonly T[]) => T, random: Random) => string

/** `count` messages of each, no two alike where the parts allow it. */
export function makeExtractWorld(kind: ExtractKind, seed: number, count: number): ExtractWorld {
  const { positive, negative, plain } = PARTS[kind]
  return {
    positives: some(seed, count, positive),
    negatives: [...new Set([...plain, ...some(seed + 1, count, negative)])],
  }
}

function some(seed: number, count: number, makers: readonly Make[]): string[] {
  const random = mulberry32(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const made = new Set<string>()
  for (let tries = 0; made.size < count && tries < count * 20; tries++)
    made.add(makers[tries % makers.length]!(pick, random))
  return [...made]
}

const list = (text: string): string[] => text.split('|').map((one) => one.trim())

// 1. What is around: the rest of the message.
const BEFORE = list(
  '|여기 들어와|들어와봐|무료로 주는 곳|이거 봐|ㅋㅋ 여기|진짜임|go to|check this out|free stuff at|look|join|hey guys|pls visit|mira|entra a|klick mal|ayo masuk|見て|come play',
)
const AFTER = list(
  '|ㄱㄱ|들어오면 줌|해봐|ㅎㅎ|now|its free|lol|trust me|pls|!!|xd|asap|빨리|구경와|gratis|jetzt',
)
const wrap = (pick: <T>(of: readonly T[]) => T, core: string): string =>
  `${pick(BEFORE)} ${core} ${pick(AFTER)}`.trim()
const WORDS = list(
  'ok|yes|bye|lol|so|nice|wait|no|stop|cool|hello|thanks|sorry|why|me|you|us|it|is|in|at|go|run|love|fun|life|best|top|one|now|today|home|world|game|play|here|help|live|team|win|well|great|later|same|true|right|left|sure',
)
const WORDS_KO = list(
  '안녕|그래|아니|진짜|왜|응|몰라|갈게|와|좋아|미안|고마워|뭐해|잠깐|대박|아까|내일|그럼|나도|됐어',
)

// 2. Links.
const SITES = list(
  'coolgems|freebux|playzone|happyworld|luckyspin|starclub|moonshop|gamebox77|bigcoin|skinhub|pixel-land|robbie|magicbox|eventpage|goldmine24|dreamy|ticketking|sunnymall|lolskins|vipgift',
)
const ENDS = ['com', 'net', 'co.kr', 'kr', 'org', 'xyz', 'io', 'gg']
const invite = (random: Random): string => random().toString(36).slice(2, 9)
const LINKS: readonly Make[] = [
  (p) => wrap(p, `https://${p(SITES)}.${p(ENDS)}/${p(['', 'a', 'event', 'free?x=1'])}`),
  (p) => wrap(p, `www.${p(SITES)}.${p(ENDS)}`),
  (p) => wrap(p, `${p(SITES)}.${p(ENDS)}`),
  (p) => wrap(p, `${p(SITES)}.${p(['com', 'net', 'kr'])}${p(['에서', '으로', ' 여기', '임', '들어와'])}`),
  (p) => wrap(p, `${p(SITES)} dot ${p(['com', 'net', 'org', 'io'])}`),
  (p) => wrap(p, `${p(SITES)}${p(['[.]', '(.)', '(dot)', '[dot]', ' (dot) ', '{.}'])}${p(ENDS)}`),
  (p) => wrap(p, `${p(SITES)} . ${p(['com', 'net', 'co.kr'])}`),
  (p) => wrap(p, `${p(SITES)} .com`),
  (p) => wrap(p, `${p(SITES)}${p(['닷컴', ' 닷컴', '점컴', '쩜컴', '점com', ' 닷 컴', '닷넷', '쩜콤'])}`),
  (p) =>
    wrap(
      p,
      `${p(list('네이버|구글|다음|유튜브|코코샵|별나라|게임나라'))}${p(['닷컴', ' 닷컴', '점컴', '닷넷', '쩜컴'])}`,
    ),
  (p) =>
    wrap(
      p,
      `${p(SITES)}.${p(['com', 'net'])}`
        .replace(/[a-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        .replace('.', '．'),
    ),
  (p) => wrap(p, `${p(SITES)}.com`.replaceAll('o', 'о').replaceAll('e', 'е')),
  (p) => wrap(p, [...`${p(SITES)}.com`].join('\u200b')),
  (p) => wrap(p, `${p(['hxxp', 'hxxps', 'h**p'])}://${p(SITES)}.${p(ENDS)}/x`),
  (p) => wrap(p, `${[...p(SITES).replace(/[^a-z]/g, '')].join(' ')} . c o m`),
  (p) => wrap(p, `${p(SITES)}${p(['•', '·', '。', ',', '．'])}com`),
  (p) => wrap(p, `${p(SITES)}.${p(['c0m', 'n3t'])}`),
  (p, r) =>
    wrap(
      p,
      `${p(['discord.gg/', 'discord.com/invite/', 'open.kakao.com/o/', 't.me/', 'bit.ly/', 'youtu.be/', 'tinyurl.com/', 'linktr.ee/'])}${invite(r)}`,
    ),
  (p, r) => wrap(p, `${p(['discord gg/', '.gg/', 'discord .gg/', '디코 .gg/'])}${invite(r)}`),
  (p) => wrap(p, `www dot ${p(SITES)} dot ${p(['com', 'co dot kr'])}`),
  (p) => wrap(p, `${p(SITES)}-dot-com`),
  (p) => wrap(p, `${p(SITES)}.${p(ENDS)}`.toUpperCase()),
  (p) =>
    `${p(['여기 들어와', '구경와', '무료 이벤트'])} ${p(['funzone', 'coolplay', 'starmall', 'happyday'])}.${p(['fun', 'shop', 'club', 'live', 'site'])} ${p(['ㄱㄱ', '어서', ''])}`.trim(),
  (p) => wrap(p, `${p(SITES)} point com`),
  (p) => wrap(p, `${p(SITES)} d0t com`),
]
const NOT_LINKS: readonly Make[] = [
  (p) => `${p(WORDS)}.${p(WORDS)}`,
  (p) => `${p(WORDS)} ${p(WORDS)}.${p(WORDS)} ${p(WORDS)}`,
  (p) => `${p(WORDS_KO)}.${p(WORDS_KO)} ${p(WORDS_KO)}`,
  (p, r) =>
    `${p(['v', 'ver ', '버전 ', ''])}${Math.floor(r() * 9)}.${Math.floor(r() * 20)}.${Math.floor(r() * 9)} ${p(['update', '업뎃', '나옴', 'patch'])}`,
  (p, r) =>
    `${Math.floor(r() * 100)}.${Math.floor(r() * 99)}${p(['점', '초', 'm', '%', ' sec', 'k', '배'])} ${p(WORDS)}`,
  (p) =>
    `${p(list('main|index|script|photo|readme|level|save|notes|skin|map'))}.${p(list('ts|js|py|png|jpg|txt|md|zip|rs|json|mp3|lua|html'))} ${p(list('열어봐|안 열려|is broken|not found|첨부함|works'))}`,
  (p) => `${p(WORDS)}... ${p(WORDS)} . ${p(WORDS)} ${p(WORDS)}`,
  (p) => `${p(list('e.g.|i.e.|a.m.|U.S.A|p.s.|o.o|u.u|t.t|D.C.|Mr.|St.|vs.'))} ${p(WORDS)} ${p(WORDS)}`,
  (p) =>
    `${p(list('연결|장|단|만|공통|문제|시|관'))}점 ${p(list('컴퓨터|콤보|네트워크|넷이서|컴백'))} ${p(WORDS_KO)}`,
  (p) =>
    `${p(list('connect the dots|polka dot dress|a red dot on the map|dot to dot puzzle|put a dot here|microdot|put the dot in the box'))} ${p(WORDS)}`,
  (p, r) =>
    `${10 + Math.floor(r() * 12)}.${10 + Math.floor(r() * 20)}.${p(['월', '화', '수', '2026'])} ${p(WORDS_KO)}`,
  (p) =>
    `${p(list('que tal|hola|buenas|gracias|perdon|vale'))}.${p(list('como estas|no se|si|ya|es que|de nada'))}`,
  (p) => `${p(list('eu fui|vem|fala|joga|to indo'))} . ${p(list('com ela|com voce|comigo|com a gente'))}`,
]
const NOT_LINKS_PLAIN = list(
  'gg/wp everyone|1/2 done|and/or|w/o you|:) . (:|that was fun. net worth is up|ready. top left corner|is it live. kr team won|커피.한잔 할래|ㅋㅋ.ㅋㅋ|음...글쎄|3.1절에 쉬어|5.18 배웠어|그 게임 완성도 점수는 9.5점 만점|콤보 점수 콤보|dot com bubble was wild|닷컴 버블 배웠어|닷새 뒤에 보자|컴 꺼졌어|점 컴컴한 데 찍지 마|m.e.o.w|n.o.o.b|s.o.s help|h.e.l.l.o|i am at lvl 3.5 now|2.0 is better|no.1 player|no.1 맛집|vol.2 나옴|ep.3 봤어|feat.나|ft.you|ok.so i was like|me.too|yes.please|love.you|dr.who is on|it.is.what.it.is|wait.what|bruh.mp4|cat.gif|lol.jpg|good.morning|bye.now|a.k.a. me|user.name is taken|obj.value = 3|Math.floor(x)|game.Players.LocalPlayer|script.Parent|console.log works|new Vector3.new(1.5, 2)|50.000 points|1.000.000 coins|ㅇ.ㅇ|o.O|-.-|>.<|0.o|x.x|...com on|come on. lets go|commmmm on|the comet|incoming. run|comedy. net|오후 3.30에 봐|8.5 대 9.1|시작점 끝점 찾기|서울.부산 찍고|사과,배,귤|a,b,c,d|red,blue,green|yes,no,maybe',
)

// 3. Contacts.
const IDS = list(
  'moon_star77|luna.x2|kimpro99|blue_fox|star2010|yuna_0412|jay.dev_|minecraft_k|soo1234|pixelcat7|dark_lord13|hana.hana2|playpal22|ghost__88|mintchoco_3',
)
const PLAIN_IDS = list('moonstar|playpal|lunafox|kimprogamer|bluecatz|hanabyul')
const phone = (r: Random, sep: string): string =>
  `010${sep}${2000 + Math.floor(r() * 7999)}${sep}${String(Math.floor(r() * 9999)).padStart(4, '0')}`
const KO_DIGITS = [...'공일이삼사오육칠팔구']
const EN_DIGITS = list('zero|one|two|three|four|five|six|seven|eight|nine')
const CALL_BEFORE = list('|내 번호|번호|전화해|연락줘|문자해|call me|my number is|text me|여기로 연락|폰번')
const CONTACTS: readonly Make[] = [
  (p, r) =>
    `${p(CALL_BEFORE)} ${phone(r, p(['-', '', ' ', '.', ' - ', '~', '/']))} ${p(['', '연락해', 'ㄱㄱ', '줘'])}`.trim(),
  (p, r) =>
    `${p(CALL_BEFORE)} ${[...phone(r, ' ')].map((c) => (c === ' ' ? c : KO_DIGITS[Number(c)])).join('')}`.trim(),
  (p, r) =>
    `${p(CALL_BEFORE)} ${[...phone(r, '')].map((c, i) => (i > 2 && i < 7 ? KO_DIGITS[Number(c)] : c)).join('')}`.trim(),
  (p, r) => `${p(CALL_BEFORE)} ${[...phone(r, '')].map((c) => EN_DIGITS[Number(c)]).join(' ')}`.trim(),
  (p, r) =>
    `${p(CALL_BEFORE)} ${[...phone(r, '-')].map((c) => (c === '-' ? '-' : '⓪①②③④⑤⑥⑦⑧⑨'[Number(c)])).join('')}`.trim(),
  (p, r) => `${p(CALL_BEFORE)} ${[...phone(r, '')].join(p([' ', '.', '-']))}`.trim(),
  (p, r) =>
    `${p(CALL_BEFORE)} ${[...phone(r, '-')].map((c) => (c === '-' ? c : String.fromCharCode(c.charCodeAt(0) + 0xfee0))).join('')}`.trim(),
  (p, r) => `${p(CALL_BEFORE)} ${phone(r, '-').replaceAll('0', 'o').replace(/1/, 'l')}`.trim(),
  (p, r) =>
    `${p(['call me', 'text', 'my number', 'whatsapp', 'tel'])} ${p(['+1 212-555-', '(415) 555-', '+44 7911 12', '+81 90-1234-', '+49 1512 345', '+84 912 34 ', '+66 81 234 ', '+55 11 91234-', '+62 812-3456-'])}${1000 + Math.floor(r() * 8999)}`,
  (p) =>
    `${p(['카톡 아이디', '카톡', '카카오톡 id', '카톡 추가해', 'ㅋㅌ', '까톡', '카톡아이디는', '톡아이디'])} ${p(IDS)} ${p(['', '추가해줘', 'ㄱㄱ', '연락'])}`.trim(),
  (p) =>
    `${p(['ㅋㅏ톡', '카1톡', '카.톡', '카 톡', 'ㅋㅏㅌㅗㄱ', '캌톡', 'kakao', 'katalk'])} ${p(['아이디 ', 'id ', 'id: ', ''])}${p(IDS)}`,
  (p) => `${p(['라인 아이디', 'line id', '라인 id:', 'LINE ID', 'my line:'])} ${p([...IDS, ...PLAIN_IDS])}`,
  (p) =>
    `${p(['디코', '디스코드', 'discord', 'add me on discord', 'my discord is', 'dc:', 'disc:', '디코 아이디', 'discord user:'])} ${p(IDS)}`,
  (p, r) =>
    `${p(['디코', 'add me', 'discord', '친추', ''])} ${p(PLAIN_IDS)}#${1000 + Math.floor(r() * 8999)}`.trim(),
  (p) =>
    `${p(['insta', 'insta:', '인스타', 'my insta is', 'ig:', 'follow my ig', '인스타 맞팔', 'instagram @', 'IG @'])} ${p(IDS)}`,
  (p) =>
    `${p(['인스타', '카톡', '디코', 'discord', 'insta', 'telegram', 'snapchat'])}${p([': ', ' @', '= ', ' id '])}${p(PLAIN_IDS)}`,
  (p) => `${p(['telegram', '텔레', '텔레그램 아이디', 'tg: ', 'tele @', 'telegram me'])} ${p(IDS)}`,
  (p) => `${p(['snap', 'my snap', 'add my snap', 'sc:', 'snapchat', '스냅챗'])} ${p(IDS)}`,
  (p) => `${p(['微信', 'wechat', 'wx:', '加v', '微信号', '위챗'])} ${p(IDS)}`,
  (p) => `${p(['tiktok', '틱톡', 'tiktok @', 'tt: '])} ${p(IDS)}`,
  (p) => `${p(IDS)} ${p(['on discord', '카톡', '디코', 'on insta', 'on snap', '인스타'])}`,
  (p) =>
    `${p(['mail', '메일', 'email me', '문의', ''])} ${p(PLAIN_IDS)}${p(['@', ' at ', '(at)', '골뱅이', ' @ ', '[at]'])}${p(['gmail.com', 'naver.com', 'gmail dot com', 'naver . com', '네이버닷컴', 'naver점com', '지메일닷컴'])}`.trim(),
  (p) =>
    p([
      'scan my qr',
      '큐알 찍어',
      'qr 보내줄게',
      'scan this qr code',
      'QR코드 스캔해',
      'my qr is on my profile',
      '큐알코드로 추가',
    ]),
  (p) => `${p(['twitter', 'my twitter:', '트위터', '트위터 @', 'x: @', '페북', 'fb:'])} ${p(IDS)}`,
  (p, r) => `qq ${100000 + Math.floor(r() * 9000000)}`.replace('qq ', p(['qq: ', 'qq号 ', 'add my qq '])),
]
const NOT_CONTACTS: readonly Make[] = [
  (p, r) =>
    `${p(['score', '점수', 'level', '번호', 'room', 'code', 'seed'])} ${Math.floor(r() * 10 ** (3 + Math.floor(r() * 8)))} ${p(WORDS)}`,
  (p, r) =>
    `${2020 + Math.floor(r() * 9)}-${10 + Math.floor(r() * 3)}-${10 + Math.floor(r() * 18)} ${10 + Math.floor(r() * 12)}:${10 + Math.floor(r() * 49)} ${p(['에 보자', 'event', ''])}`.trim(),
  (p) =>
    `${p(['카톡', '인스타', '디코', '라인', '텔레', 'discord', 'insta', 'snapchat', 'telegram', 'tiktok'])} ${p(['렉 걸려', '업데이트 됐어', '재밌다', '안 해', 'is down', 'is laggy today', 'banned me', '알림 꺼놨어', 'app is better', '보다가 잤어'])}`,
  (p, r) =>
    `${Math.floor(r() * 900)},${100 + Math.floor(r() * 899)},${100 + Math.floor(r() * 899)}${p(['원', ' coins', '점', ' gold', ' views'])}`,
  (p) =>
    `${p(list('이 일은|이 사|오 이런|구 일 뒤|삼 일|육 칠|일 이 삼'))} ${p(WORDS_KO)} ${p(list('이 오 구 팔|일 사|사 육 칠|이일 삼사'))}`,
  (p, r) => `${p(WORDS)} #${1000 + Math.floor(r() * 8999)} ${p(WORDS)}`,
  (p) =>
    `${p(list('finish line|deadline|first line|line up|online|the line|in line|airline|punchline|outline'))}${p(['', ':', ' at 3', ' 2nd', ' v2'])} ${p(WORDS)}`,
  (p, r) =>
    `${p(['snap', 'tag', 'add', 'disc', 'wa', 'x', 'tt'])} ${p(WORDS)} ${Math.floor(r() * 100)}${p(['k', 'm', 'th', '%', 'x', 'hp'])}`,
  (p) => `@${p(PLAIN_IDS)} ${p(WORDS)} ${p(WORDS)}`,
  (p, r) => `one two three ${p(['four', 'go', 'jump'])} ${p(WORDS)} ${Math.floor(r() * 50)}`,
  (p, r) =>
    `${Math.floor(r() * 99)} ${Math.floor(r() * 99)} ${Math.floor(r() * 99)} ${Math.floor(r() * 99)} ${p(WORDS_KO)}`,
  (p, r) =>
    `x ${Math.floor(r() * 2000)} y ${Math.floor(r() * 300)} z ${Math.floor(r() * 2000)} ${p(['로 와', 'base', 'come here'])}`,
  (p) => `${p(WORDS)} at ${p(['home', 'the park', 'school', 'naver', 'the shop', 'spawn'])} dot ${p(WORDS)}`,
]
const NOT_CONTACTS_PLAIN = list(
  '카톡 답장 좀 해|카페에서 만나자|라인 정리 잘하네|미드 라인 와줘|line of sight|이 라인업 미쳤다|온라인 수업 1234|오프라인 2호점|인스타 감성이다|디코 끄고 왔어|디코방 시끄러워|telegraph pole|snapdragon 865|snap out of it|disco party 2010|discount 50%|disc 1 of 2|tagged you in 3 pics|x2 speed|x100 coins|ig its over|i g2g|sc2 is fun|dc comics|wa state|watermelon99|qq more|tt tt tt|fb live|010101 binary|0000-0000|999999999|123-456-7890-1234|12345678|1000000000|3.14159265358979|192.168.0.1|2026년 11월 26일 9시 30분|버스 4212번 타|7호선 3번출구|제 123회 로또 1 2 3 4 5 6|order 20261126-0012345|키 170 몸무게 60|hp 1200/1500|1-2-3-4-5-6-7-8|10-9-8-7-6-5-4-3-2-1|이리 오이소|구구단 구구 팔십일|일이 삼 개 남았어|오육 칠 팔 개|하나 둘 셋 넷 다섯 여섯 일곱 여덟|uno dos tres cuatro cinco seis|메일 확인했어|이메일 주소 잊어버림|at the gmail office|골뱅이 무침 먹고 싶다|골뱅이 소면|@everyone come here|@here look|a@b|:@ mad|10@10|mail me the code later|add me as friend|친추 해줘|친구 추가 보냈어|qr is cool|큐알 체크인 하던 시절|카카오 프렌즈 인형|카카오 주식 올랐다|위챗페이가 뭐야|틱톡 춤 추자|트위터 이름 바뀜|페북 아직 쓰는 사람|whatsapp is green|i saw it on tiktok|she posted on insta|youtube shorts 1080p60|level 99 boss in room 1234|map code 1234-5678-9012 in fortnite|friend code is off|steam sale 75%|lobby 4421 is full|wifi 비번 12345678',
)

// 4. The others: fewer forms, written by hand and varied.
const PERSONAL: readonly Make[] = [
  (p) =>
    `${p(['내 주민번호', '주민등록번호', '민번', ''])} ${p(['991231', '010203', '880715'])}-${p(['1', '2', '3', '4'])}${p(['234567', '111222', '987654'])}`.trim(),
  (p) =>
    `${p(['카드번호', 'card', 'my card', ''])} ${p(['4242 4242 4242 4242', '4111-1111-1111-1111', '5555555555554444', '378282246310005'])}`.trim(),
  (p, r) =>
    `${p(['국민', '신한은행', '농협', '카카오뱅크', '토스뱅크', '계좌', '우리은행'])} ${p(['110-', '3333-', '356-'])}${10 + Math.floor(r() * 89)}-${1000000 + Math.floor(r() * 8999999)} ${p(['입금해', '로 보내줘', ''])}`.trim(),
  (p, r) =>
    `${p(['서울 강남구', '부산시 해운대구', '경기도 성남시 분당구', '대구 수성구', '인천시 남동구'])} ${p(['별빛', '한강', '구름', '푸른솔', '은하'])}${p(['로', '길', '대로'])} ${1 + Math.floor(r() * 200)}`,
  (p, r) =>
    `${p(['우리집', '나 사는 데', '주소', ''])} ${p(['푸른', '한빛', '별마을'])}${p(['아파트', '빌라', '자이', '래미안'])} ${101 + Math.floor(r() * 20)}동 ${101 + Math.floor(r() * 1900)}호`.trim(),
  (p, r) =>
    `${p(['나', '우리', '저는', ''])} ${p(['한빛', '서원', '청운', '동산'])}${p(['초등학교', '중학교', '고등학교'])} ${p(['다녀', '다니는 중', '학생이야', `${1 + Math.floor(r() * 3)}학년 ${1 + Math.floor(r() * 9)}반`])}`.trim(),
  (p, r) =>
    `${p(['i live at', 'my address is', 'come to', 'ship it to'])} ${1 + Math.floor(r() * 900)} ${p(['Maple', 'Oak', 'Baker', 'Sunset', 'River'])} ${p(['Street', 'Road', 'Ave', 'Drive', 'Lane', 'St', 'Court'])}`,
  (p) =>
    `i ${p(['go to', 'study at', 'am a student at'])} ${p(['Willow Creek', 'Lincoln', 'Sunny Hill', 'St. Mary'])} ${p(['Elementary', 'Middle School', 'High School', 'elementary school'])}`,
  (p, r) =>
    `${p(['his ip is', 'ip', '아이피', 'server'])} ${p(['203.0', '121.134', '58.22', '175.210'])}.${10 + Math.floor(r() * 200)}.${10 + Math.floor(r() * 200)}`,
  (p, r) => `${(33 + r() * 5).toFixed(6)}, ${(126 + r() * 3).toFixed(6)} ${p(['여기', 'here', ''])}`.trim(),
  (p) => `${p(['passport', '여권번호', 'my passport no is'])} ${p(['M12345678', 'M123A4567', 'S98765432'])}`,
]
const NOT_PERSONAL: readonly Make[] = [
  (p, r) =>
    `${p(['점수', 'score', 'seed', 'id'])} ${100000 + Math.floor(r() * 899999)}-${Math.floor(r() * 9999)}`,
  (p, r) =>
    `${p(WORDS_KO)} ${1 + Math.floor(r() * 30)}${p(['동', '호', '층', '번길', '로', '반'])} ${p(['가자', '어디', '앞에서 봐', '보스'])}`,
  (p, r) =>
    `${p(['바로', '새로', '따로', '서로', '앞으로', '홀로', '제대로', '위로'])} ${1 + Math.floor(r() * 20)}${p(['개', '분', '명', '번', '시간'])} ${p(['샀어', '남았어', '왔어'])}`,
  (p, r) =>
    `${1 + Math.floor(r() * 50)} ${p(['more', 'people', 'guys', 'new', 'cool'])} ${p(WORDS)} ${p(['way', 'place', 'drive', 'court', 'road', 'circle'])}`,
  (p, r) =>
    `${p(['v', 'patch ', 'update '])}${Math.floor(r() * 20)}.${Math.floor(r() * 20)}.${Math.floor(r() * 20)}.${Math.floor(r() * 20)}`,
  (p) =>
    `${p(['우리', '그', '어느', '옛날'])} ${p(['초등학교', '중학교', '고등학교'])} ${p(['때 재밌었어', '급식 맛있지', '앞 문방구', '숙제 많아'])}`,
  (p) =>
    `i ${p(['go to', 'hate', 'love', 'left'])} ${p(['school', 'high school', 'middle school', 'my school', 'the academy map'])} ${p(WORDS)}`,
  (p, r) =>
    `${1000 + Math.floor(r() * 8999)} ${1000 + Math.floor(r() * 8999)} ${1000 + Math.floor(r() * 8999)} ${p(WORDS)}`,
]
const AGES: readonly Make[] = [
  (p, r) =>
    `${p(['나', '저', '난', '나는', ''])} ${8 + Math.floor(r() * 12)}살${p(['이야', '이에요', '임', '인데', ' ㅋㅋ'])}`.trim(),
  (p) =>
    `${p(['나', '저', ''])} ${p(['초4', '초5', '초6', '중1', '중2', '중3', '고1', '고2'])}${p(['이야', '임', '인데', '이에요', ''])}`.trim(),
  (p, r) =>
    `${p(['나', '저는', ''])} ${String(5 + Math.floor(r() * 10)).padStart(2, '0')}년생${p(['이야', '임', '', '이에요'])}`.trim(),
  (p) => `${p(['나', '저'])} ${p(['열두', '열세', '열네', '열다섯', '열한'])} ${p(['살', '살이야', '살임'])}`,
  (p) =>
    p([
      '몇 살이야',
      '몇살?',
      '나이가 어떻게 돼요',
      '너 몇 학년이야',
      '몇년생이세요',
      'how old are you',
      'how old r u',
      "what's ur age",
      'asl?',
      'what grade are you in',
      'ur age?',
      'cuantos años tienes',
      'quantos anos vc tem',
      'wie alt bist du',
      "t'as quel age",
      'umur berapa',
      'are you 13',
      'how old?',
    ]),
  (p, r) =>
    `${p(["i'm", 'im', 'i am', 'im only', 'hi im'])} ${9 + Math.floor(r() * 10)}${p(['', ' years old', ' lol', ' and you', ', you?', ' yo', ' btw'])}`,
  (p, r) =>
    `${9 + Math.floor(r() * 9)}${p(['f', 'm', '/f', '/m', ' f'])}${p(['', ' here', ', you?', ' hmu'])}`,
  (p, r) => `${p(['im in', 'i am in', "i'm in"])} ${5 + Math.floor(r() * 5)}th grade`,
  (p, r) => `${p(['i was born in', 'born in'])} ${2008 + Math.floor(r() * 8)}`,
  (p, r) => `${p(['tengo', 'tenho'])} ${9 + Math.floor(r() * 9)} ${p(['años', 'anos'])}`,
]
const NOT_AGES: readonly Make[] = [
  (p, r) =>
    `${p(["i'm", 'im', 'i am'])} ${1 + Math.floor(r() * 60)} ${p(['minutes away', 'levels behind', 'kills in', 'percent sure', 'points short', 'blocks north', 'mins late', 'coins short'])}`,
  (p, r) =>
    `${5 + Math.floor(r() * 15)}${p(['세 이용가', '세 관람가', '살 차이', '살 이상', '세 이상만', '세대'])} ${p(WORDS_KO)}`,
  (p, r) => `level ${1 + Math.floor(r() * 90)} ${p(WORDS)}`,
  (p, r) =>
    `${1 + Math.floor(r() * 59)}${p(['m ago', ' min', 'k', '%', 'hp', 'fps', ' sec', 'ms'])} ${p(WORDS)}`,
  (p) =>
    `${p(['중2병', '고3 누나', '초코우유', '살 빠졌어', '세상에', '생일 축하해', '중간고사', '고급 아이템', '고1 수학 어렵대', '중1 영어'])} ${p(WORDS_KO)}`,
  (p) => `how ${p(['are you', 'is it going', 'old is this game', 'do i jump', 'much is it'])} ${p(WORDS)}`,
  (p, r) => `${p(['page', 'room', 'episode', 'season', 'chapter'])} ${1 + Math.floor(r() * 30)} ${p(WORDS)}`,
]
const OFFERS: readonly Make[] = [
  (p, r) =>
    `${p(['레벨 62', '풀템', '고랩', '', '안 쓰는'])} ${p(['계정', 'ㄱㅈ', '부계', '아이디'])} ${p(['팝니다', '팔아요', '팜', '삽니다', '구매합니다', '판매'])} ${p(['', `${1 + Math.floor(r() * 20)}만원`, '쪽지', 'ㅈㅅ'])}`.trim(),
  (p, r) =>
    `${p(['selling', 'wts', 'buying', 'trading'])} ${p(['my', 'stacked', 'og', 'rare', ''])} ${p(['acc', 'account'])} ${p(['', `$${5 + Math.floor(r() * 90)}`, 'dm me', 'cheap'])}`
      .replace(/\s+/g, ' ')
      .trim(),
  (p) => `${p(['현금 거래', '현거래', '현금거래', '현ㄱㄹ'])} ${p(['하실분', 'ㄱㄱ', '구함', '가능'])}`,
  (p, r) => `문상 ${p(['삽니다', '받아요', `${1 + Math.floor(r() * 9)}만 줄게`, '교환', '5천에 팜'])}`,
  (p, r) =>
    `${p(['robux', 'vbucks', 'gems', 'gold'])} for ${p(['cash', 'paypal', `$${5 + Math.floor(r() * 50)}`, 'real money', 'gift cards'])}`,
  (p) =>
    `${p(['골드', '다이아', '로벅스', '메소'])} ${p(['팝니다', '팔아요', '삽니다'])} ${p(['계좌로', '현금만', '문상만', '3만원'])}`,
  (p) =>
    p([
      'cash app me',
      'i take paypal',
      'pay with venmo',
      'paypal only',
      'send me a gift card',
      'i accept crypto',
      '선입금 받아요',
      '계좌이체 가능',
      '카카오페이로 보내',
    ]),
  (p) =>
    p([
      '랭크 대리 해드려요',
      '대리 구함',
      '티어 대리 합니다',
      'elo boosting cheap',
      'rank boost $20',
      'boosting service dm',
    ]),
]
const NOT_OFFERS: readonly Make[] = [
  (p) =>
    `${p(['아이스크림', '모자', '꽃', '붕어빵', '가구', '의자'])} ${p(['팝니다', '팔아요', '삽니다', '샀어'])} ${p(['광장으로', '카페에서', '오세요', '예쁘다'])}`,
  (p) =>
    `${p(['계정', '아이디', 'my account', 'my acc'])} ${p(['잃어버렸어', '정지당함', '새로 만들었어', 'got banned', 'is new', 'was hacked', '비번 까먹음'])}`,
  (p, r) =>
    `${p(['떡볶이', '치킨', '버스', 'pizza', 'the game'])} ${p([`${1000 + Math.floor(r() * 9000)}원이래`, `is $${5 + Math.floor(r() * 50)}`, `${1 + Math.floor(r() * 5)}만원이야`])}`,
  (p) =>
    `${p(['trade me', 'i traded', 'wanna trade'])} ${p(['the red hat', 'pets', 'my sword', 'fruits'])} ${p(WORDS)}`,
  (p) =>
    `${p(['골드', '다이아', '코인', 'gold', 'gems', 'robux'])} ${p(['모았다', '부족해', '얼마나 있어', 'is rare', 'went up', 'are pretty'])} ${p(WORDS)}`,
  (p) =>
    `${p(['sell', 'sold', 'selling'])} ${p(['lemonade', 'fish at the market', 'flowers in my shop', 'my old bike'])} ${p(WORDS)}`,
]
const tag = (text: string): string =>
  [...text].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('')
const INVISIBLE: readonly Make[] = [
  (p) =>
    [...p(WORDS_KO)].join(p(['\u200b', '\u200d\u200d', '\u2060', '\ufeff'])) +
    p(['\u200b', '']) +
    p(WORDS) +
    '\u200b',
  (p) => `${p(WORDS)}${tag(p(WORDS))}`,
  (p) => `${p(WORDS)} \u202e${p(WORDS)}\u202c`,
  (p) => `${p(WORDS_KO)}${p(['\u3164', '\u115f', '\uffa0', '\u2800\u2800'])}${p(WORDS_KO)}`,
  (p) =>
    `${p(['😀', '👍', 'a'])}${[...p(WORDS)].map((c) => String.fromCodePoint(0xe0100 + c.charCodeAt(0) - 16)).join('')} ${p(WORDS)}`,
]
const NOT_INVISIBLE: readonly Make[] = [
  (p) => `${p(WORDS)} ${p(['👨‍👩‍👧', '❤️', '👍🏽', '1️⃣', '🏳️‍🌈', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏻‍💻'])} ${p(WORDS_KO)}`,
  (p) => `${p(['می‌خواهم', 'नमस्ते', 'क्‍ष', 'שלום', 'مرحبا', '葛󠄀城', 'สวัสดี'])} ${p(WORDS)}`,
  (p) => `${p(WORDS)}\n${p(WORDS)}\t${p(WORDS)}`,
]

const PARTS: Readonly<
  Record<ExtractKind, { positive: readonly Make[]; negative: readonly Make[]; plain: readonly string[] }>
> = {
  links: { positive: LINKS, negative: NOT_LINKS, plain: NOT_LINKS_PLAIN },
  contacts: { positive: CONTACTS, negative: NOT_CONTACTS, plain: NOT_CONTACTS_PLAIN },
  personal_data: { positive: PERSONAL, negative: NOT_PERSONAL, plain: [] },
  ages: { positive: AGES, negative: NOT_AGES, plain: [] },
  offers: { positive: OFFERS, negative: NOT_OFFERS, plain: [] },
  invisible: { positive: INVISIBLE, negative: NOT_INVISIBLE, plain: [] },
}

/** Source: Tommy Ettinger, mulberry32 (public domain). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
