import { isModelPath } from './model-paths.ts'

const LONGEST = 255
const DEEPEST = 8

/** Why a path cannot be one of a file within a pack; undefined: it can. Paths are relative, with `/` between folders. */
export function wrongPath(path: string): string | undefined {
  if (path.length === 0) return 'is empty'
  if (path.length > LONGEST) return `is longer than ${LONGEST} characters`
  if (/\p{Cc}/u.test(path)) return 'holds a control character'
  if (path.includes('\\')) return 'holds a backslash; folders are divided by /'
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return 'is absolute; give it from the folder of the pack'
  const parts = path.split('/')
  if (parts.length > DEEPEST) return `lies deeper than ${DEEPEST} folders`
  if (parts.some((part) => part === '..' || part === '.')) return 'holds . or .. as a folder'
  if (parts.some((part) => part === '')) return 'holds an empty folder name'
  if (parts.some((part) => part.startsWith('.'))) return 'starts with a dot, so it is no part of a pack'
  if (isModelPath(path)) return undefined
  if (!/\.(ya?ml|txt)$/.test(path)) return 'is no .yaml, .yml or .txt file'
  return undefined
}
