/** Below this quality a hash says too little: plain cloth, one colour, a soft gradient. PDQ's own advice. */
export const LEAST_QUALITY = 50

/** Names of pictures of what is painted on an item, as it stands in the file; the most telling kind first. */
export const PAINTED = [
  /^texture\.\d+$/,
  /^picture$/,
  /^frame\.0$/,
  /^texture\.\d+\.alpha$/,
  /^island\./,
] as const
