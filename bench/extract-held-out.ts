import type { ExtractKind } from './extract-world.ts'

/**
 * Written after the extractors were made and not looked at while they were: what they find here is nearer to what they
 * find of strangers than the forms of extract-world.ts, by which they were tuned.
 */
export const HELD_OUT: Readonly<
  Record<ExtractKind, { readonly positives: string[]; readonly negatives: string[] }>
> = {
  links: {
    positives: lines(`
      야 여기 ㄱㄱ moonplay.co.kr/join
      무료 스킨 → skinhouse.net
      naver.com/cafe/abc 들어오셈
      구글에 치지말고 바로 gemtown쩜컴 쳐
      gemtown 점 com 이야
      gemtown(점)com
      gemtown<dot>com
      gemtown dot co dot kr
      들어와 GEMTOWN . COM
      gemtown。com 여기
      ｇｅｍｔｏｗｎ．ｋｒ
      gem\u200btown.com
      gеmtоwn.net
      g e m t o w n . n e t
      hxxp://gemtown[.]xyz/free
      h t t p s://gemtown.com
      https:// gemtown .com
      gemtown\\.com
      gemtown/.com
      gemtown(.)io
      discord(.)gg/abcdefg
      d1scord.gg/free123
      dsc.gg/freebux
      discord . gg / abc123
      디스코드 gg/abc123
      오픈카톡 open.kakao.com/o/sAbCdEf
      t . me / freegems
      telegram: t.me/freegems
      tinyurl.com/free-gems
      bit. ly/3abcd
      youtube.com/@moonstar
      유튜브 닷컴
      다음쩜콤
      robux.gemtown.gg/free
      visit gemtown dot net rn
      gemtown d o t com
      gemtown.сom
      go 2 gemtown.co
      103.21.44.9:8080/login
      w w w . gemtown . com
    `),
    negatives: lines(`
      아 진짜.왜 그래
      ok.ok.ok
      no.1 은 나야
      그 점 com 그래픽 카드 얘기 말고
      점수 8.9.. 아쉽다
      omg.wait for me
      lol.what was that
      v2.3.1 패치노트
      오후 5.30분
      i scored 99.9
      see u.there
      my fav is mr.robot
      p.s. bring snacks
      로블록스 점프 맵 컴 사양
      닷지볼 하자
      3점 컴백 경기
      dot the i
      put three dots on the map
      it was ok . then we left
      net worth?
      컴온
      com q ele fala isso
      vou com ela
      hmm..com certeza
      build.gradle 오류
      player.health = 100
      print(x.y)
      a.b.c.d.e
      f.y.i. its closed
      그림.png 안 보여
    `),
  },
  contacts: {
    positives: lines(`
      내 폰 010 4821 7765
      01048217765 이야 저장해
      공 일 공 사 팔 이 일 칠 칠 육 오
      공일공-4821-칠칠육오
      010ㅡ4821ㅡ7765
      (010) 4821 7765
      ０１０－４８２１－７７６５
      zero1zero 4821 7765
      010 four eight two one 7765
      hit me up 415-867-5309
      (415)867-5309
      text 415 867 5309
      +44 7700 900123
      080-4821-7765
      +62 812 3456 7890
      call 0812-3456-7890
      카톡 moonlight_9
      카톡아이디 moonlight
      카톡 = moonlight9
      ㅋㅌ아이디 moonlight9
      k톡 moonlight9
      카카오 moonlight9 검색
      톡디 moonlight9
      디코 moonlight9
      디코닉 moonlight#0042
      my disc is moonlight9
      d!scord moonlight_9
      dis cord: moonlight_9
      add moonlight_9 on dc
      insta moonlight.9
      인별 moonlight.9
      follow @moonlight.9 on insta
      ig moonlight.9
      snap: moonlight9
      snap me moonlight9
      tele: @moonlight9
      텔레 moonlight9
      라인아이디 moonlight9
      LINE: moonlight9
      wechat id moonlight9
      微信 moonlight9
      moonlight9@naver.com
      moonlight9 골뱅이 네이버
      moonlight9 at naver dot com
      moonlight9[at]gmail[dot]com
      큐알 올릴게 찍어
      scan the qr on my profile
      트위터 @moonlight9
      틱톡 moonlight9
      whatsapp +82 10 4821 7765
    `),
    negatives: lines(`
      오늘 점수 10482177
      010 번 방으로 와
      1학년 2반 3번 4모둠
      20261126 오늘 날짜
      2026.11.26. 14:30
      버스 1048번 2177번
      12:30~13:45 점심
      3-2-1-0 출발
      1+1+1+1+1+1+1+1
      99999999 데미지
      100000000 coins lol
      이사 가는 날 오일
      일이 많아 오 칠판
      카톡방 나갔어
      카톡 프사 바꿈
      디코 서버 터짐
      인스타 스토리 봤어?
      라인 잡아 탑으로
      deadline is 10.5
      snap it was cool
      disc golf 2024
      lets line up at 3
      the discord update v3
      insta ban lol
      telegram stickers cute
      my tag is red
      @everyone get in
      5@5
      email is boring
      페북 안함
      mail box 12
      call of duty 2
      text size 14
      number 1 fan
      phone at 15%
      wifi pw 12345678
      seed 3141592653
      level 12 room 3 door 45
      x: 120 y: 64 z: 300
      code is 4821-77
    `),
  },
  personal_data: {
    positives: lines(`
      주민번호 020304-4123456
      주민 뒷자리 020304 - 3******
      내 카드 5105 1051 0510 5100
      4012888888881881 exp 12/28
      농협 302-1234-5678-91
      계좌번호 1002-345-678901 우리
      토스 1000-1234-5678 로 송금
      GB82 WEST 1234 5698 7654 32
      여권 M98765432
      서울특별시 마포구 구름로 45
      경기도 수원시 팔달구 별빛로12번길 7
      하늘마을 302동 1105호
      구름동 52-3번지 2층
      나 은하초등학교 5학년 2반
      별빛중학교 다니는데 누구 있음?
      my house is at 77 Pine Road
      1600 Elm Street, Riverside
      i attend Green Valley High School
      my ip is 121.166.4.92
      37.49812, 127.02761 로 와
      2606:4700:4700::1111
      go to Oakwood Elementary
      come to 12B Rose Court
      강남구 테헤란로 152
    `),
    negatives: lines(`
      020304 짝수만 눌러
      123456-7
      점수판 302 1105
      3동 보스 잡자
      바로 12시에
      우리 초등학교 운동장
      고등학교 가기 싫다
      학교 앞 3분 거리
      이쪽으로 5칸
      10 people on the road
      i live in a house
      my school is boring
      high school map is fun
      street fighter 6
      road to 100 subs
      1.1.1 update
      4111 1111 coins
      v10.20.30.40
      100,100
      time 12:30:45:00
      카드 3장 뽑기
      계좌 이체 했어
      은행 털기 게임
      국민 여러분
    `),
  },
  ages: {
    positives: lines(`
      나 올해 13살 됐어
      저 11살인데 같이 놀아요
      열네살 여자
      나 초5ㅋㅋ
      초등학교 4학년이에요
      이제 중1 됨
      중3인데 시험 망함
      08년생 있어?
      나 2011년생
      저 12년생이에요
      몇살이세요
      나이 알려줘
      너 몇년생?
      몇학년??
      im 12 and bored
      i'm eleven
      i am thirteen years old
      im a 14 yr old girl
      14 f looking for friends
      m13
      15/m/us
      age 12
      im in 7th grade
      5th grader here
      i turned 13 yesterday
      how old are u guys
      whats your age
      ur age?
      are u 18
      asl
      tengo 11 años
      yo tengo 13
      tenho 12 anos
      que edad tienes
      j'ai 12 ans
      ich bin 13 jahre alt
      quantos anos você tem
      aku 13 tahun
      何歳ですか
      我今年12岁
    `),
    negatives: lines(`
      살살 해
      12살 이하 금지방
      15세 관람가 영화
      3살 터울
      중2 때 반 친구
      고3 수능 응원
      초콜릿 6개
      학년 올라가기 싫다
      07년 노래 좋다
      im 3 wins away
      im 12 in the queue
      i am 5 foot
      im 99% done
      im at 13 kills
      13 players left
      how old is that map
      grade a item
      page 13
      13 fps lol
      im level 14
      born ready
      turning left at 12
      age of empires 2
      year 3000
      the 5th floor
      12m range
      생선 구이
      나이스
      나이키 신발
      30f heat
    `),
  },
  offers: {
    positives: lines(`
      만렙 계정 팔아요 5만
      계정삽니다 디엠
      ㄱㅈ 팜 2만원
      본계정 양도합니다
      아이디 판매해요
      골드 현금으로 팔게요
      로벅스 문상으로 삼
      현금거래 하실 분
      현질 대신 계좌로 입금하면 다이아 팔아요
      문상 3만원 교환
      구글 기프트카드 받아요
      대리 받습니다 랭크
      선입금 후 드려요
      카카오페이로 보내주세요
      selling my acc 30$
      anyone buying account?
      account for sale dm
      wtb stacked acc
      sell me ur account
      robux 4 paypal
      10k robux for $50
      buying gems for real money
      nitro for robux
      paypal f&f only
      i only take cashapp
      i accept venmo
      steam card for coins
      level boost $10
      boosting service cheap
      rmt here
    `),
    negatives: lines(`
      꽃 팔아요 시장으로
      가게에서 옷 삽니다
      계정 연동 어떻게 해
      아이디 뭐로 하지
      내 계정 이름 예쁘지
      골드 3000개 모음
      다이아 광석 어딨어
      로벅스 없어
      현금 박치기 게임
      문상객 npc
      대리석 바닥
      5만원짜리 신발
      치킨 2만원
      입금 확인 화면 만들기
      new account who dis
      my account level 40
      sell the sword to the npc
      buy a boat
      gold rush map
      robux is expensive
      cash register
      gift for you
      card game
      boost pad here
      carry me pls
      trade hats?
      real life
      pay attention
      for the win
      $$$ bling
    `),
  },
  invisible: {
    positives: [
      '바\u200b보',
      'h\u2063i',
      'abc\u{e0061}\u{e0062}',
      '\u2067abc\u2069',
      '\u3164',
      'ok\u2800ok',
      'a\u034fb',
      '\ufeff안녕',
      '❤\ufe0f\ufe0f\ufe0f',
      'x\u{e0001}y',
    ],
    negatives: ['👩‍❤️‍👨', '☺️', '🇰🇷', '안녕', 'مَرْحَبًا', 'می‌شود', 'नमस्‍ते', '#️⃣', '✌🏿', 'ok\r\nok'],
  },
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
