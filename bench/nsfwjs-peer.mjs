// nsfwjs itself, as it is published: node bench/nsfwjs-peer.mjs FOLDER, where FOLDER has node_modules with nsfwjs, @tensorflow/tfjs and
// @tensorflow/tfjs-backend-wasm. Reads lines {width, height, rgb (base64)} and answers each with {scores, ms}.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const folder = process.argv[2]
const require = createRequire(join(folder, 'package.json'))
const tf = require('@tensorflow/tfjs')
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm')
setWasmPaths(join(folder, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'))
await tf.setBackend('wasm')
console.info = () => {}
const { load } = await import(pathToFileURL(join(folder, 'node_modules/nsfwjs/dist/esm/index.js')).href)
const model = await load('MobileNetV2')
process.stdout.write(`${JSON.stringify({ backend: tf.getBackend() })}\n`)
for await (const line of createInterface({ input: process.stdin })) {
  const { width, height, rgb } = JSON.parse(line)
  const pixels = Buffer.from(rgb, 'base64')
  const start = process.cpuUsage()
  const tensor = tf.tensor3d(new Int32Array(pixels), [height, width, 3], 'int32')
  const classes = await model.classify(tensor)
  tensor.dispose()
  const { user, system } = process.cpuUsage(start)
  const scores = Object.fromEntries(classes.map(({ className, probability }) => [className, probability]))
  process.stdout.write(`${JSON.stringify({ scores, ms: (user + system) / 1000 })}\n`)
}
