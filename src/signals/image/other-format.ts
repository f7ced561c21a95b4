import { imageFormat, looksLikeSvg, startsWith } from './image-format.ts'

const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a ZIP archive'],
  ['%PDF', 'a PDF document'],
  ['MZ', 'a Windows program'],
  ['\x7fELF', 'a Linux program'],
  ['glTF', 'a 3D item'],
  ['Rar!', 'a RAR archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['<!DOCTYPE', 'a web page'],
  ['<html', 'a web page'],
  ['<script', 'a script'],
  ['<?php', 'a script'],
]

export interface OtherFormat {
  readonly name: string
  /** Phones put a second picture behind the first: no attack, but nobody has looked at it. */
  readonly isPicture: boolean
}

/** What else a file is, seen from where its image ends; undefined when nothing that is known. */
export function otherFormat(bytes: Uint8Array, end: number): OtherFormat | undefined {
  const rest = bytes.subarray(end)
  const image = imageFormat(rest)
  if (image !== undefined) return { name: `another image (${image})`, isPicture: true }
  const name = looksLikeSvg(rest)
    ? 'another image (SVG)'
    : (BEGINNINGS.find(([letters]) => startsWith(rest, letters))?.[1] ?? zipAtEnd(bytes))
  return name === undefined ? undefined : { name, isPicture: false }
}

const ZIP_END = 22
const LONGEST_COMMENT = 65_535

/** Programs that unpack ZIP look for its directory from the end, whatever stands before it. */
function zipAtEnd(bytes: Uint8Array): string | undefined {
  const first = Math.max(0, bytes.length - ZIP_END - LONGEST_COMMENT)
  for (let at = bytes.length - ZIP_END; at >= first; at--) {
    if (bytes[at] !== 0x50 || !startsWith(bytes.subarray(at), 'PK\x05\x06')) continue
    const comment = bytes[at + 20]! + bytes[at + 21]! * 256
    if (at + ZIP_END + comment === bytes.length) return 'a ZIP archive'
  }
  return undefined
}
