#!/usr/bin/env node
// Finds (or, in a clone, builds) the program and hands over.
import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

const script = fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))
const main = existsSync(script)
  ? await (await import(pathToFileURL(script).href)).build()
  : fileURLToPath(new URL('../dist/main.js', import.meta.url))
await import(pathToFileURL(main).href)
