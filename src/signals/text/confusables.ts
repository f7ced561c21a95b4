import { createRequire } from 'node:module'

// Not an import: what bundles for Node 20 leaves out the attribute that JSON needs.
const table: Readonly<Record<string, string>> = createRequire(import.meta.url)('unhomoglyph/data.json')

/**
 * Letters of other alphabets that look like Latin ones, each list in step with its row of Latin letters: what is seen
 * in use and Unicode's table leaves out or reads otherwise, as it compares capitals, too. All in lower case, since
 * case is folded first. Fullwidth, mathematical and circled letters are not here: NFKC takes them.
 */
const ROWS: readonly (readonly [string, string])[] = [
  // Cyrillic
  ['аɐвеєнкмопрстухѕіјԁԛԝһѵгґё', 'aabeehkmonpctyxsijdqwhvrre'],
  // Greek
  ['αβγεζηικμνορτυχωϲϳ', 'abyeznikuvoptuxwcj'],
  // Armenian
  ['օոսհցզլյպ', 'onuhgqljn'],
  // Cherokee, whose capitals are the look-alikes
  ['ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎩᏃ', 'abcdeghjklmprstvwyz'],
  // Lisu
  ['ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ', 'abcdefghijklmnoprstuvwxyz'],
  // Small capitals
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
  // Phonetic, barred and hooked letters
  [
    'ɑɓƀƈɗđðɖɛɇəƒɠɡɦħıɩɨɪȷɉƙłƚɫɬɱɲŋɳøɔɵƥɍɾʂƭʈŧʉʋɯʌʍƴɏʐƶʒʃ',
    'abbcddddeeefgghhiiiijjkllllmnnnoooprrstttuuwvwyyzzzs',
  ],
]

const LETTER = /^\p{L}$/u
/** Living scripts whose words would be torn by one letter that looks Latin. */
const WRITTEN =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Georgian}\p{Script=Ethiopic}\p{Script=Myanmar}\p{Script=Oriya}\p{Script=Malayalam}\p{Script=Nko}\p{Script=Tifinagh}]/u
/** Alphabets whose capitals are another matter than their small letters: the rows have what is seen of them. */
const CASED = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u

/**
 * Latin letters by look-alike. Sources: the rows above; Unicode's confusables (UTS 39, version 13), from the package
 * unhomoglyph.
 */
export const CONFUSABLES: ReadonlyMap<string, string> = pairs()

function pairs(): Map<string, string> {
  const map = new Map([
    ['ß', 'ss'],
    ['æ', 'ae'],
    ['œ', 'oe'],
    ['ς', 'σ'],
    ['ꞵ', 'b'],
  ])
  for (const [odd, latin] of ROWS) {
    const letters = [...odd]
    if (letters.length !== latin.length)
      throw new Error(
        `confusables: ${letters.length} look-alikes stand against ${latin.length} letters "${latin}"`,
      )
    letters.forEach((letter, i) => {
      map.set(letter, latin[i]!)
      map.set(letter.toLowerCase(), latin[i]!)
    })
  }
  for (const [odd, prototype] of Object.entries(table)) {
    const latin = prototype
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
    const letter = odd.toLowerCase()
    if (!/^[a-z]{1,2}$/.test(latin) || odd <= '\x7f' || !LETTER.test(letter) || WRITTEN.test(odd)) continue
    // NFKC takes these, and tells a capital I from a small l.
    if (odd.normalize('NFKC') !== odd) continue
    if (map.has(letter) || (CASED.test(odd) && letter !== odd)) continue
    if (letter === odd || !Object.hasOwn(table, letter)) map.set(letter, latin)
  }
  return map
}
