import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'

/** Until files are kept here. */
const none: MakeHandler = () => () => {
  throw refusal('not-found', 'This service keeps no files.')
}
export const uploadMedia = none
export const media = none
export const mediaPicture = none
export const mediaFile = none
export const mediaNear = none
export const precheck = none
