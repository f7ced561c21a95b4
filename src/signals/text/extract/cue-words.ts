/** What a text may hold, told by words in it, so that extractors look only where there may be something. */
export type Cue =
  | 'dot'
  | 'at'
  | 'service'
  | 'digit'
  | 'digits'
  | 'number'
  | 'call'
  | 'identity'
  | 'place'
  | 'school'
  | 'address'
  | 'age'
  | 'ageNumber'
  | 'ageAsk'
  | 'money'
  | 'trade'

/** A word of folded text that begins with `=` counts only where no Latin letter stands beside it. */
export const CUE_WORDS: Readonly<Record<Cue, readonly string[]>> = {
  dot: words(
    '. 。 · • ‧ ∙ ・ ㆍ ᆞ , ; * =dot =d0t dot) dot] point punto ponto punkt _dot -dot 닷 쩜 점 도트 hxxp h** =gg gg/ /invite',
  ),
  at: words('@ 골뱅이 앳 =at (at =arroba arobase 지메일 =gmail =hotmail =hanmail 한메일 네이버닷 네이버점'),
  service: words(
    '카톡 카카오 까톡 깨톡 카똑 캌톡 ㅋㅌ ㅋ톡 카ㅌ 옾챗 오픈챗 오픈톡 톡 라인 디스코 디코 ㄷㅋ ㄷ코 인스타 인별 ㅇㅅㅌ 텔레 텔그 ㅌㄹ 스냅 왓츠 왓챕 위챗 틱톡 트위터 페북 페메 페이스북 스카이프 큐알 카카 카ㅌ' +
      ' kakao katalk katok =ktalk =kkt line discord =disc =cord d!sc =dc =dsc insta =ig telegram =tele =tg snap =sc whatsapp whats =wa =zap zapzap wechat weixin =vx =wx tiktok tik =tt twitter facebook =fb =qq skype =qr =x =ft facetime =msn =viber zalo signal' +
      ' ライン インスタ カカオ ディスコ テレグラム 微信 薇信 威信 加v 抖音 扣扣 交換 # .me/ .gg/ instagram 텔그',
  ),
  digit: words('0 1 2 3 4 5 6 7 8 9'),
  digits: [],
  number: words(
    '=zero =oh =one =two =three =four =five =six =seven =eight =nine =double =cero =uno =dos =tres =cuatro =cinco =seis =siete =ocho =nueve =um =dois =quatro =sete =oito =nove =meia 하나 다섯 여섯 일곱 여덟 아홉 제로',
  ),
  call: words(
    '번호 전화 연락 폰번 문자 폰 =call =text =phone =tel =number =num whatsapp =wa =hp =sdt =handy numero telefon telp llama liga ligue hubungi โทร 電話 电话 手机 =hmu +',
  ),
  identity: words(
    '주민 민증 계좌 입금 송금 여권 카드 국민 신한 우리은행 하나은행 농협 기업은행 카뱅 카카오뱅크 토스 케이뱅크 새마을 우체국 =iban passport account routing sort 사업자',
  ),
  place: words('로 길 동 읍 면 리 번지 호 아파트 빌라'),
  school: words(
    '초등학교 중학교 고등학교 대학교 초등 여고 여중 남고 학년 school elementary academy =high =middle',
  ),
  address: words(
    'street =st =ave avenue =rd =road lane =ln drive =dr boulevard blvd court =ct =apt =way terrace =zip latitude =ip =ddos 서버 좌표',
  ),
  age: words(
    "살 세 년생 학년 초1 초2 초3 초4 초5 초6 중1 중2 중3 고1 고2 고3 초딩 중딩 고딩 초등 중학 고등 급식 생 =im =i'm =am =age aged year =f =m =girl =boy =female =male =are =r =yo =yrs =y/o grade =born turning turned almost =tengo =tenho =ai =ich =umur =usia tahun tuoi yasinda 歳 才 岁 歲 小 中 高 อายุ",
  ),
  ageNumber: words(
    '0 1 2 3 4 5 6 7 8 9 =eight =nine =ten =eleven =twelve teen =twenty =first =second =third =fourth =fifth =sixth =seventh eighth ninth tenth eleventh twelfth 열 스무 스물 아홉 여덟 초딩 중딩 고딩 초등 중학 고등 잼민 一 二 三 四 五 六',
  ),
  ageAsk: words(
    "몇살 몇 나이 연세 민짜 미자 학생이 중딩이 고딩이 초딩이 how how's =hru =asl =age grade =born edad anos =age? quel alt berapa =umur =usia tuoi yas 何歳 なんさい いくつ 几岁 幾歲 多大 =u =you อายุ",
  ),
  money: words(
    '$ ₩ € £ ¥ 원 만 천 =usd dollar buck =eur euro =gbp =won =krw =jpy =rmb 円 元 달러 엔 유로 =k',
  ),
  trade: words(
    '$ 팝 팔 팜 파실 파는 삽 산다 사요 삼 구매 구함 구해 구합 판매 거래 매입 대여 양도 넘길 교환 대리 현질 현거 현금 문상 상품권 컬쳐 해피머니 기프티콘 기프트 ㄱㅈ ㅍㄴㄷ ㅎㄱㄹ 현ㄱㄹ 쌀먹 선입 계좌 토스 카카오페 무통장 송금 sell selling =wts =wtb =wtt buy =trade trading sale =fs cash =paypal venmo zelle gift robux vbucks v-bucks boosting boost =carry crypto =btc =usdt itunes =steam =rmt real irl',
  ),
}

function words(list: string): string[] {
  return list.split(/\s+/).filter(Boolean)
}
