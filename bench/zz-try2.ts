import { CHANGES, readyToSimplify } from './copies/changes.ts'
import { generate } from './copies/generate.ts'
import { mulberry32 } from './random.ts'
import { shapeSignature } from '../src/signals/media/copies/shape-signature.ts'
await readyToSimplify()
const N = Number(process.argv[2] ?? 100), M = Number(process.argv[3] ?? 2000)
const raw=(a:number[],b:number[])=>Math.sqrt(a.reduce((s,x,i)=>s+(x-b[i]!)**2,0))
const MODE=process.argv[4]??'raw'
const dist=(a:number[],b:number[])=>MODE==='raw'?raw(a,b):MODE==='rel'?raw(a,b)/Math.sqrt(Math.hypot(...a)*Math.hypot(...b)):MODE==='sq'?raw(a.map(Math.sqrt),b.map(Math.sqrt)):raw(unit(a),unit(b))
const unit=(a:number[])=>{const out:number[]=[];for(let s=0;s<8;s++){const m=Math.sqrt(a[s*9]!+1e-4);for(let l=0;l<9;l++)out.push(a[s*9+l]!/m)}return out}
const q=(v:number[],p:number)=>v.toSorted((a,b)=>a-b)[Math.min(v.length-1,Math.floor(p*v.length))]!.toFixed(4)
const t0=Date.now()
const pool=Array.from({length:M},(_,i)=>generate(i+1))
const sigs=pool.map(g=>shapeSignature([g.mesh])!)
console.log('pool', Date.now()-t0)
for (const [name,change] of Object.entries(CHANGES)) {
  const d:number[]=[], byT:Record<string,number>={}
  for (let i=0;i<N;i++){ const x=dist(sigs[i]!, shapeSignature(change(pool[i]!.mesh, mulberry32(i+7)))!); d.push(x); byT[pool[i]!.template]=Math.max(byT[pool[i]!.template]??0,x)}
  console.log(name.padEnd(40),'p50',q(d,.5),'p95',q(d,.95),'max',q(d,1), Object.entries(byT).sort((a,b)=>b[1]-a[1]).slice(0,3).map(([k,v])=>k+' '+v.toFixed(3)).join(', '))
}
for (const by of [0.01,0.03,0.05,0.1,0.2]) { const d:number[]=[]; for(let i=0;i<N;i++) d.push(dist(sigs[i]!, shapeSignature([generate(i+99999,{of:pool[i]!,by}).mesh])!)); console.log('near',by,'p5',q(d,.05),'p50',q(d,.5),'p95',q(d,.95)) }
const nn:number[]=[]; const pairs:[number,number,number][]=[]
for(let i=0;i<M;i++){let best=9,bj=-1;for(let j=0;j<M;j++) if(j!==i){const x=dist(sigs[i]!,sigs[j]!); if(x<best){best=x;bj=j}} nn.push(best); pairs.push([best,i,bj])}
console.log('nearest other: min',q(nn,0),'p.1%',q(nn,.001),'p1',q(nn,.01),'p5',q(nn,.05),'p50',q(nn,.5))
for (const [d,i,j] of pairs.sort((a,b)=>a[0]-b[0]).slice(0,8)) console.log(d.toFixed(4),pool[i]!.template,pool[j]!.template, Math.max(...pool[i]!.parameters.map((p,k)=>Math.abs(p-(pool[j]!.parameters[k]??9)))).toFixed(2))
