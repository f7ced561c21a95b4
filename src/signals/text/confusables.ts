/**
 * Letters of other alphabets that look like Latin ones, each list in step with its row of Latin letters.
 * A selection of Unicode's confusables (UTS 39) by what is seen in use; all in lower case, since case is
 * folded first. Fullwidth, mathematical and circled letters are not here: NFKC takes them.
 */
const ROWS: readonly (readonly [string, string])[] = [
  // Cyrillic
  ['аɐвеєнкмопрстухѕіјԁԛԝһѵгё', 'aabeehkmonpctyxsijdqwhvre'],
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

/** Latin letter by look-alike, both as UTF-16 units. */
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
  return map
}
