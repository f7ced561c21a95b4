import { generate } from '/tmp/h/m-copies/bench/copies/generate.ts'
import { shapeSignature } from '/tmp/h/m-copies/src/signals/media/copies/shape-signature.ts'
import { surfacePoints } from '/tmp/h/m-copies/src/signals/media/copies/surface-points.ts'
for (let s=0;s<16;s++){ const g=generate(s+160); const t=process.cpuUsage().user; 
 const p=surfacePoints([g.mesh],0.08)!; const sig=shapeSignature([g.mesh])!
 console.log(g.template, g.parameters.length, g.mesh.triangles.length/3, p.areas.length, (process.cpuUsage().user-t)/1000, sig.slice(27,36).map(x=>x.toFixed(3)).join(' '), Math.hypot(...sig).toFixed(3)) }
