/**
 * Top-level domains that are words, or parts of a sentence written without a space after its stop (`ok.so`, `no.se`):
 * of two letters all but those that no word of chat is, of more letters those listed.
 */
const PLAIN_OF_TWO = new Set(
  'io,co,kr,jp,cn,tw,hk,uk,ru,fr,pl,nl,cz,br,mx,vn,th,tr,sg,nz,gr,hu,dk,ch,tv,cc,gl,ph,ir,kz,lv,lt,ee,hr,ua,pk,bd'.split(
    ',',
  ),
)
const WORDS_OF_MORE = new Set(
  (
    'academy,art,baby,band,bar,beauty,beer,best,bet,bid,bike,black,blue,boo,boutique,box,build,business,buy,buzz,cab,cafe,' +
    'cam,camera,camp,car,cards,care,cars,case,cash,cat,center,chat,cheap,christmas,church,city,click,clothing,cloud,club,' +
    'coach,codes,coffee,community,computer,contact,cooking,cool,country,cricket,dad,dance,date,day,deal,deals,design,diet,' +
    'direct,doctor,dog,download,earth,eat,education,email,energy,esq,exchange,expert,express,fail,faith,family,fan,fans,' +
    'farm,fashion,fast,film,fish,fishing,fit,fitness,fly,foo,food,football,forsale,forum,free,fun,fyi,game,games,garden,' +
    'gay,gift,gifts,gives,glass,gold,golf,gratis,green,group,guide,guitars,guru,hair,haus,health,help,here,hiphop,hockey,' +
    'holiday,homes,horse,hospital,hot,house,how,ink,insure,jewelry,kids,kim,kitchen,land,law,lawyer,life,like,limited,' +
    'limo,live,living,loan,lol,love,ltd,luxury,man,map,market,media,meet,meme,memorial,men,menu,mobile,moda,moe,mom,money,' +
    'mov,movie,navy,network,new,news,next,nexus,ninja,now,observer,off,one,ooo,open,party,page,pay,pet,phd,phone,photo,' +
    'photos,pics,pictures,pid,pink,pizza,place,play,plus,poker,porn,post,press,prod,promo,properties,pub,racing,radio,read,' +
    'recipes,red,rent,repair,report,rest,restaurant,review,reviews,rip,rocks,rodeo,room,rsvp,rugby,run,safe,sale,save,' +
    'school,science,search,seat,secure,select,sex,sexy,shoes,shop,shopping,show,singles,ski,skin,sky,smile,soccer,social,' +
    'software,solar,soy,space,spa,spot,store,stream,studio,study,style,sucks,supplies,support,surf,systems,talk,taxi,team,' +
    'tech,tennis,theater,tickets,tips,today,tools,top,tour,town,toys,trade,training,travel,tube,vacations,video,vip,vision,' +
    'vote,voting,watch,webcam,wedding,whoswho,wiki,win,wine,work,works,world,wow,wtf,yoga,you,yun,zero,zip,zone,pro,name,' +
    'global,digital,cat,bingo,bio,boats,bond,book,army,auto,audio,ads,ing,prime,lat,med,mba,lotto,luxe,nowruz,obi,ist,pin,' +
    'ren,sas,sap,sew,srl,tab,tax,tel,uno,pub,rio,hangout,java,link,med,ong,page,dot,esq,moi,are,cal,call,cars,data'
  ).split(','),
)

/** Sites whose ending is such a word and that everybody writes without a scheme. */
export const KNOWN_SITES: ReadonlySet<string> = new Set(
  'naver.me,youtu.be,bit.ly,t.me,discord.gg,dsc.gg,op.gg,fow.kr,twitch.tv,linktr.ee,instagr.am,goo.gl,is.gd,t.co,wa.me,line.me,kick.com,telegra.ph,guns.lol,roblox.plus,chzzk.naver.com,namu.wiki,carrd.co,cutt.ly,rb.gy,ow.ly,vo.la,han.gl,me2.do,threads.net,twitter.com,itch.io,mega.nz,pastebin.com,amazon.de,google.de'.split(
    ',',
  ),
)

/** Endings that files have: a host of these needs a scheme or a path. */
export const FILE_ENDINGS: ReadonlySet<string> = new Set('md,rs,zip,sh,py,mov,ps,ai,so,cc,vi'.split(','))

/** Whether a public suffix (`so`, `co.kr`, `club`) may as well be a word of the text. */
export function isWordDomain(suffix: string): boolean {
  const ending = suffix.toLowerCase()
  if (ending.includes('.')) return false
  return ending.length === 2 ? !PLAIN_OF_TWO.has(ending) : WORDS_OF_MORE.has(ending)
}
