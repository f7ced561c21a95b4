/** Names under which data sets keep what is fine, in lower case and without signs between words. */
const FINE = new Set([
  ...['clean', 'none', 'neither', 'normal', 'ordinary', 'ok', 'okay', 'fine', 'safe', 'benign', 'neutral'],
  ...['no', 'false', 'nothing', 'harmless', 'acceptable', 'allowed', 'nonhateful', 'nothateful', 'nothate'],
  ...['nonhate', 'nontoxic', 'nottoxic', 'nonoffensive', 'notoffensive', 'ham'],
  ...['정상', '일반', '깨끗', '깨끗함', '없음', '무해', '해당없음', '문제없음', '비혐오', '중립'],
])
const NOT = /^(?:not|non|no)[-_ ]+\p{L}/u

/** Whether a label's name says that what bears it is fine. A number never does by itself. */
export function isFineName(label: string): boolean {
  const name = label.normalize('NFC').trim().toLowerCase()
  return FINE.has(name.replace(/[-_\s]/g, '')) || NOT.test(name)
}
