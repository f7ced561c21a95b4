import { writeFileSync } from 'node:fs'
import { CHANGES, readyToSimplify } from './copies/changes.ts'
import { generate } from './copies/generate.ts'
import { mulberry32 } from './random.ts'
import { shapeSignature } from '../src/signals/media/copies/shape-signature.ts'
await readyToSimplify()
const N = Number(process.argv[2] ?? 100), M = Number(process.argv[3] ?? 2000)
const pool=Array.from({length:M},(_,i)=>generate(i+1))
const sigs=pool.map(g=>shapeSignature([g.mesh])!)
const kinds=['other precision (11 bits)','subdivided','other diagonals','simplified to 50 %','simplified to 25 %','subdivided, then simplified to 30 %','every corner moved by up to 0.2 %']
const ch:Record<string,number[][]>={}
for (const k of kinds) ch[k]=Array.from({length:N},(_,i)=>shapeSignature(CHANGES[k]!(pool[i]!.mesh, mulberry32(i+7)))!)
const near:Record<string,number[][]>={}
for (const by of [0.05,0.1,0.2]) near[by]=Array.from({length:N},(_,i)=>shapeSignature([generate(i+99999,{of:pool[i]!,by}).mesh])!)
writeFileSync('/tmp/h/c-dump.json',JSON.stringify({t:pool.map(g=>g.template),sigs,ch,near,params:pool.map(g=>g.parameters)}))
