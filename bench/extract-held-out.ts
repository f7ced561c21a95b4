import type { ExtractKind } from './extract-world.ts'

type Sets = Readonly<Record<ExtractKind, { readonly positives: string[]; readonly negatives: string[] }>>

/**
 * Written after the extractors were made, measured before they were tuned by it, and then looked at: what was missed
 * and of a kind that others write too was mended.
 */
export const SECOND: Readonly<
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

/**
 * Written last and not looked at since: nearest to what the extractors find of strangers.
 */
export const HELD_OUT: Sets = {
  links: {
    positives: lines(`
      스타몰.com 가면 공짜 코인
      starmall-event.kr 로 접속
      starmall . co . kr
      starmall닷co닷kr
      들어와봐 starmall쩜넷
      starmall (닷) com
      https://starmall.shop/?ref=12
      HTTPS://STARMALL.NET
      hxxps://starmall.net
      starmall[dot]org
      starmall dot xyz
      starmall *dot* com
      ⓢtarmall.com
      𝓼𝓽𝓪𝓻𝓶𝓪𝓵𝓵.com
      st4rmall.c0m
      starmall.com/스킨
      디코 초대 discord.gg/starmall
      discord . com / invite / starmall
      open . kakao . com/o/g123abc
      t.me/+AbCdEf123
      bit.ly/4starm
      youtu.be/dQw4w9WgXcQ
      네이버쩜컴에 스타몰 검색
      유튜브닷컴 스타몰
      s t a r m a l l . k r
      starmall，com
      visit starmall.io asap
      ✨starmall.gg/free✨
      www,starmall,com
      starmall.com.
    `),
    negatives: lines(`
      아니.그게 아니고
      good.very good
      ver1.20.4 업뎃
      1.5배속
      player1.score
      오.마이.갓
      com 부품 추천
      점프맵 점 5개
      it ends here. net result is zero
      io 게임 하자
      ...gg
      no way.same
      p.e. class
      12.25 크리스마스
      a.k.a king
      file.txt 열어
      그래.알았어.갈게
      oh.my.god
      dot game
      닷지 잘하네
    `),
  },
  contacts: {
    positives: lines(`
      내 번호 010-7392-1846 야
      010 7392 1846이니까 문자해
      공일공 칠삼구이 일팔사육
      공1공 7392 1846
      zero one zero, seven three nine two, one eight four six
      ☎ 010.7392.1846
      +82-10-7392-1846
      070-7392-1846
      my number's 617-739-2184
      call 07739 218461
      카카오톡 아이디 hoshi_88
      카톡 hoshi88 으로 연락 주세요
      캌톡 hoshi.88
      ㅋㅏ톡 id hoshi88
      오픈챗 hoshi88 검색
      디스코드 hoshi88
      디코아이디 hoshi.88
      discord: hoshi88
      hoshi88#7392
      dc hoshi.88
      my insta hoshi.88
      인스타 @hoshi.88
      ig: hoshi_88
      snap hoshi-88
      add me on snapchat hoshi88
      텔레그램 @hoshi88
      tg hoshi_88
      라인 hoshi88
      wechat: hoshi88
      hoshi88@gmail.com
      hoshi88 at gmail.com
      hoshi88(골뱅이)naver.com
      틱톡 아이디 hoshi88
      왓츠앱 010-7392-1846
      qr코드 찍어서 추가해
    `),
    negatives: lines(`
      7392점 1846등
      1846년 7월 39일
      버전 3.1.4.1.5.9.2
      2026/11/26 17:39:21
      39:21 남음
      번호표 21번
      카톡 이모티콘 귀엽
      카톡으로 말하지 말고 여기서
      인스타 갬성
      디코 알림 꺼
      라인 딱 맞췄다
      스냅 사진 잘 나옴
      discord nitro is pricey
      insta story pls
      snap back to reality
      line 3 is wrong
      dc is better than marvel
      e-mail me maybe
      @here 모여
      phone died
      text box
      이 구역 일 등은 나
      삼사 오 명 남음
      9876 coins
      code 7392
    `),
  },
  personal_data: {
    positives: lines(`
      주민등록번호 050612-3987654
      5454-5454-5454-5454 내 카드야
      기업은행 010-234567-01-012
      계좌 카카오뱅크 3333-12-3456789
      인천 부평구 노을로 88
      강원도 춘천시 호수길 12-3
      바다빌라 102동 304호 살아
      산들초등학교 3학년 1반이야
      노을중 2학년 4반
      i live at 9 Cherry Lane
      my school is lol but i attend Hill Valley High
      24 Willow Avenue, Portland
      his ip 77.88.55.242
      35.17954, 129.07564
      my passport number M70012345
    `),
    negatives: lines(`
      050612 비번 아님
      5454 5454
      2동 3호 방 열림
      호수길 따라 걷자
      초등학교 운동회
      중학교 배경 맵
      lane 2 is free
      avenue of stars
      77.8% 완료
      12.34, 56.78
    `),
  },
  ages: {
    positives: lines(`
      전 14살이요
      열두살이에요
      나 초4임
      저 중학교 1학년이에요
      고딩 2학년인데
      09년생이요
      나 2010년생인데
      몇살인지 물어봐도 돼?
      혹시 나이가?
      몇 년생이야
      im fourteen
      im 12 yrs old
      13yo here
      15f
      i'm in 8th grade
      just turned 12
      how old u
      age?
      you 18?
      tengo 14 años
      vc tem quantos anos
      ich bin 14
      15歳
      你多大了
    `),
    negatives: lines(`
      19금 영화
      3살짜리 강아지 같아
      20살 차이래
      고1 교과서
      초3초 남음
      im 8 blocks away
      i am 1st
      im 30 seconds late
      age of war
      grade 5 sword
      15 fps
      turned 90 degrees
      year 2 expansion
      생일 파티 12시
      12세대 cpu
    `),
  },
  offers: {
    positives: lines(`
      계정 팔게요 3만
      부계 팝니다
      급처 계정 팝니다
      로벅스 현금 거래
      메소 삽니다 계좌
      문상 1만원 받고 드려요
      현거래 환영
      랭크 대리 구해요
      sell acc 20 bucks
      selling account cheap
      buying ur acc
      gems for cash
      vbucks for gift cards
      accepting paypal
      rank boosting $15
    `),
    negatives: lines(`
      모자 팔아요 상점
      계정 설정 어디
      로벅스 선물 받음
      메소 벌기
      대리점
      3만명 돌파
      sell your fish
      new acc
      gems are shiny
      boost jump
    `),
  },
  invisible: {
    positives: ['ㅅ\u200bㅂ', 'go\u2066od', 'x\u{e0068}\u{e0069}', '\u115f이름', 'hi\u2064'],
    negatives: ['👩‍🚀', '™️', 'خانه‌ها', '日本語', 'tab\there'],
  },
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
