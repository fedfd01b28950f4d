let last = Date.now()
const touched = () => {
  last = Date.now()
}
for (const sign of ['keydown', 'pointerdown', 'wheel', 'touchmove'])
  window.addEventListener(sign, touched, { capture: true, passive: true })

/**
 * What a call says in `X-Gongkai`: was this window touched within the last two minutes? The numbers on the menu are asked
 * for every minute; they alone must not keep a window signed in that nobody sits at, nor end the session of a clerk who
 * writes for an hour.
 */
export const atWork = () => (Date.now() - last < 2 * 60_000 ? 'at-work' : 'idle')
