import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createLooker } from '../src/signals/media/create-looker.ts'
import type { Looker } from '../src/signals/media/look.ts'
import { ATTACKS } from '../src/signals/model3d/attacks.fixture.ts'
import { ANY_SLOT } from '../src/signals/model3d/slot-profile.ts'
import type { Bench, Emit } from './emit.ts'

/** Real and hostile models; those made in code stand in where the folder is missing. */
const MODELS = process.env.HAECHI_MODELS ?? '/work/shared/data/models3d'
const WORKER = join(process.cwd(), 'dist/signals/media/look.worker.js')

const ASKED = { profiles: [ANY_SLOT], models: [], reads: false } as const

export const bench: Bench = {
  name: 'items',
  summary: '3D items: hostile and real files looked at in the thread that may die',
  async run(emit) {
    if (!existsSync(WORKER))
      throw new Error(`items: ${WORKER} is missing: run \`npm run build\` in the project's folder first`)
    const items = createLooker({ worker: pathToFileURL(WORKER), threads: 1 })
    const warm = ATTACKS.find(({ name }) => name === 'ok_quad')!
    await items.look(warm.bytes(), ASKED)
    const before = process.resourceUsage().maxRSS
    await attacks(emit, items)
    const grown = (process.resourceUsage().maxRSS - before) / 1024
    emit(figure('hostile files: memory more than before', grown, 'MB', 300, grown < 300))
    await real(emit, items)
    await items.close()
  },
}

async function attacks(emit: Emit, items: Looker): Promise<void> {
  let slowest = 0
  let right = 0
  for (const { name, bytes, code } of ATTACKS) {
    const file = join(MODELS, 'attacks', `${name}.glb`)
    const { ms, codes } = await decide(items, existsSync(file) ? readFileSync(file) : bytes())
    slowest = Math.max(slowest, ms)
    if (code === undefined ? codes.length === 0 : codes.includes(code)) right++
  }
  const all = ATTACKS.length
  emit(figure(`hostile files with their finding, of ${all}`, right, 'files', all, right === all))
  emit(figure('hostile files: the slowest', slowest, 'ms wall', 1_000, slowest < 1_000))
}

async function real(emit: Emit, items: Looker): Promise<void> {
  if (!existsSync(MODELS)) return
  for (const name of readdirSync(MODELS).filter((file) => /\.(glb|vrm)$/.test(file))) {
    const { ms, verdict } = await decide(items, readFileSync(join(MODELS, name)))
    emit(figure(`${name}: read, checked and drawn`, ms, 'ms wall', null, verdict === 'allow'))
  }
}

async function decide(items: Looker, bytes: Uint8Array) {
  const start = performance.now()
  const { findings, item } = await items.look(bytes, ASKED)
  const decision = item?.decisions[ANY_SLOT.id]
  const codes = [...findings, ...(decision?.findings ?? [])].map(({ code }) => code)
  return { ms: performance.now() - start, verdict: decision?.verdict, codes }
}

function figure(what: string, value: number, unit: string, reach: number | null, holds: boolean) {
  return { bench: 'items', figure: what, value, unit, reach, holds, peer: null }
}
