import { returnPath } from '../../access/return-path.ts'
import { paths } from '../paths.ts'

/** Where a sign-in leads on to: the page that was asked for when it is one of the console's, else home. */
export function pathAfter(to: unknown): string {
  const path = returnPath(typeof to === 'string' ? to : undefined)
  return path.startsWith(paths.home()) ? path : paths.home()
}
