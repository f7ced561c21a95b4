// English words of two to five letters that are seen often, and short forms of chat: two of them side by side are two
// words, however they read together (`push it`, `pen is`). Written for Haechi.
const WORDS = `
ll ve re ad ah ai am an as at aw ax ay bc be bf bi bo by cd co cv dj do dm eh em en er et ex fb ff fr fx gf gg gl go ha he hi hm ho hp id
if im in is it iv jk jr kg km kk lb le lo ma me mg mi mm mr ms mt my na nah nb ne nice no np nt nu of og oh ok on op or ow ox oz pa
pc ph pi pj pm po pp ps px pt qa qt re rn sb so sr st sub tb td th ti tm to tt tv uh uk um un up ur us uv vs vr vp we wb wd wo wp
xd xp ya ye yo yr
ace act add age ago aid aim air all amp and ant any ape app arc are ark arm art ash ask ate bad bag ban bar bat bay bed bee beg
bet bid big bin bit bob bot bow box boy brb bro btw bud bug bun bus but buy bye cab cam can cap car cat cop cow cox cry cub cup cut
dad dam day del den dew did die dig dim dip dna doc doe dog don dot dry due dug dye ear eat egg ego elf end era etc eve eye fab
fan far fat fax fed fee few fig fin fit fix fly fog for fox fry fun fur gap gas gay gel gem get git god got gps gum gun gut guy gym had
ham has hat hay hen her hey hid him hip his hit hop hot how hub hug hum ice idk ill imo ink inn ion ire its ivy jam jar jaw
jet job joe jog joy jug key kid kim kin kit lab lad lag lan lap law lay led leg let lid lie lip lit lmk log lol lot low mac mad man
map mat max may men met mid mix mob mod mom mud mug mum nap net new nil nod non nor not now npc nut oak odd off oil old omg one our
out owe owl own pad pal pan par pat paw pay pea peg pen pet pie pig pin pit ply png pod pop pot pro pub pun pup put pvp que ram ran
rap rat raw ray red rib rid rig rim rip rob rod row rub rug run rye sad sag san sat saw say sea see set sew she shy sin sip sir sit
six ski sky sly son sow soy spa spy sum sun tab tag tan tap tar tax tea ted ten the tho thy tie tin tip toe tom ton too top toy
try tub tug two ugh use van vet via vip vow wag war was wax way web wed wet who why wig win wit won wow wtf xxx yea yep yes yet
you zip zoo
able acid ages ally also amid anti aqua area army aunt auto away axis baby back bake ball band bank bare bark barn base bath beam bean
bear beat been beer bell belt bend best bike bill bind bird bite bits blow blue boat body bold bomb bond bone book boom boot bore born
boss both bowl bulk bull burn bush busy cage cake call calm came camp card care case cash cast cave cell chat chef chew chin chip city
clan clap clay clip club clue coal coat code coin cold come cook cool cope copy core corn cost crab crew crop cube cure cute cuts dark
data date dawn days dead deaf deal dean dear debt deck deed deep deer demo deny desk dial dice died diet dirt disc dish dive does dogs
done door dose down drag draw drew drop drum duck dude duel dull dust duty each earn ease east easy eats echo edge edit else ends epic
even ever evil exam exit eyes face fact fade fail fair fake fall fame farm fast fate fear feed feel fees feet fell felt file fill film
find fine fire firm fish fist fits five flag flap flat flew flip flow folk food fool foot fork form fort four free frog from fuel full
fund fury gain game gang gate gave gear gets gift girl give glad glow glue goal goat goes gold golf gone good grab gray grew grid grin
grip grow guys hair half hall hand hang hard harm hate have hawk head heal hear heat held hell help here hero hide high hike hill hint
hire hits hold hole holy home hood hook hope horn host hour huge hunt hurt icon idea idle inch into iron isle item jail join joke jump
jury just keen keep kept keys kick kids kill kind king kiss knee knew knit know lack lady laid lake lamp land lane last late laws lazy
lead leaf leak lean left legs lend lens less levy lied life lift like lily lime line link lion lips list live load loan lock logo lone
long look loop lord lose loss lost lots loud love luck lung made mage mail main make male mall many maps mark mask mass mate math maze
meal mean meat meet melt memo menu mere mesh mess mice mild mile milk mill mind mine mint miss mode mood moon more moss most move much
must name navy near neat neck need nest news next nice nick nine node none noon nope norm nose note noun nuts oath odds once ones only
onto open oral ours oven over owed owns pace pack page paid pain pair pale palm park part pass past path peak pick pile pill pine
pink pipe plan play plot plug plus poem poet pole poll pond pool poor pork port pose post pour pray pull pump pure push quit quiz race
rack raid rail rain rank rare rate read real rear rely rent rest rice rich ride ring rise risk road rock role roll roof room root rope
rose ruin rule rush safe said sail sake sale salt same sand save scan seal seat seed seek seem seen self sell send sent sets shed ship
shoe shop shot show shut sick side sigh sign silk sing sink site size skin skip slam slap slim slip slot slow snap snow soap sock soda
soft soil sold sole some song soon sore sort soul soup sour spin spot star stay stem step stop such suit sure swap swim tail take tale
talk tall tank tape task taxi team tear tech teen tell tend tent term test text than that them then they thin this thus tide tidy tied
tier ties tile time tiny tips tire told toll tone took tool tops tour town trap tray tree trek trim trio trip true tube tune turn twin
type ugly unit upon urge used user vary vast very vibe vice view visa void volt vote wage wait wake walk wall want ward warm warn wash
wave ways weak wear week well went were west what when whom wide wife wild will wind wine wing wins wipe wire wise wish with woke wolf
wood word wore work worm worn wrap yard yeah year your zero zone
about above abuse actor acute admit adopt adult after again agent agree ahead alarm album alert alike alive allow alone along alter among
anger angle angry apart apple apply arena argue arise array aside asset avoid award aware badly baker bases basic basis beach began begin
being below bench birth black blade blame blank blast blaze bless blind block blood board boost booth bound brain brand brave bread break
breed brick brief bring broad broke brown brush build built bunch burst buyer cable carry catch cause chain chair chaos charm chart chase
cheap cheat check chest chief child class clean clear click climb clock close cloud coach coast could count court cover craft crash crazy
cream crime cross crowd crown curve cycle daily dance death delay depth devil dirty doubt dozen draft drama drawn dream dress drink drive
eager early earth eight elite empty enemy enjoy enter entry equal error event every exact exist extra faith false fault favor fever fewer
field fifth fifty fight final first fixed flame flash fleet floor fluid focus force forth forty forum found frame fresh front fruit fully
funny giant given glass globe going grace grade grand grant grape graph grass great green group grown guard guess guest guide happy harsh
heart heavy hello hence horse hotel house human humor ideal image index inner input issue items joint judge juice knife knock known label
large laser later laugh layer learn least leave legal lemon level light limit local logic loose lower lucky lunch magic major maker march
match maybe mayor meant medal media metal might minor mixed model money month moral motor mount mouse mouth movie music named needs never
newly night noise north noted novel nurse occur ocean offer often order other ought outer owner paint panel paper party patch pause peace
phase phone photo piano piece pilot pitch place plain plane plant plate point pound power press price pride prime print prior prize proof
proud prove queen quick quiet quite quote radio raise range rapid ratio reach react ready refer reply right river robot rough round route
royal rural salad scale scene scope score sense serve seven shall shape share sharp sheet shelf shell shift shine shirt shock shoot shore
short shown sight since skill sleep slice slide small smart smell smile smith smoke snake solid solve sorry sound south space spare speak
speed spend spent spike spite split spoke sport spray squad staff stage stair stake stand start state steam steel stick still stock stone
stood store storm story strip study stuff style sugar suite super sweet swift sword table taken taste teach teeth thank theft their theme
there these thick thing think third those three threw throw tight times tired title today token tooth topic total touch tough tower toxic
track trade trail train treat trend trial tribe trick tried troop truck truly trust truth twice uncle under union unite until upper upset
urban usage usual valid value video virus visit vital vocal voice waste watch water weird wheel where which while white whole whose woman
women world worry worse worst worth would wound write wrong wrote yield young yours youth
`
/** Letters that stand alone as words, endings or short forms (`i`, `don't`, `k`). */
const LETTERS = 'adikmnorstuxy'

const held = new Set([...WORDS.split(/\s+/), ...LETTERS])

/** Whether Latin letters are a common English word of up to five letters, or a letter that stands alone. */
export function isCommonWord(word: string): boolean {
  return held.has(word)
}
