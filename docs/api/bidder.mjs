// Takes part in one auction: accepts its terms, then bids the nearest valid amount whenever it has lost the lead, down to a
// limit, until the lot closes. Needs Node 20 and `npm install socket.io-client`.
//
//   STOA_URL=https://stoa.example STOA_TOKEN=stoa_… node bidder.mjs EVENT LIMIT
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'

const { STOA_URL: url, STOA_TOKEN: token } = process.env
const [eventId, limit] = process.argv.slice(2)
if (!url || !token || !eventId || !(Number(limit) > 0)) throw new Error('STOA_URL=… STOA_TOKEN=… node bidder.mjs EVENT LIMIT')

/** One request; a problem becomes an error, except where it is the answer to a bid. */
async function request(method, path, body) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (response.status === 204) return null
  const answer = await response.json()
  if (response.ok || answer.code === 'bid_rejected') return answer
  throw new Error(`${answer.code}: ${answer.detail ?? answer.title} ${JSON.stringify(answer.fields ?? [])}`)
}

const event = await request('GET', `/events/${eventId}`)
if (event.invitation?.state !== 'accepted') await request('POST', `/events/${eventId}/invitation`, { accept: true })

const socket = io(url, { transports: ['websocket'], auth: { token } })
const closed = new Set()
let bidding = Promise.resolve()

/** Looks at a lot as it stands now; one bid after the other, each on what the one before has led to. */
function look(lot) {
  if (lot.phase === 'closed' && !closed.has(lot.lotId)) {
    closed.add(lot.lotId)
    console.log(`closed: ${lot.won ? 'won' : 'not won'}, own best bid ${lot.standing ?? 'none'}`)
    if (closed.size === event.lots.length) socket.disconnect()
  }
  if (lot.phase === 'open' && lot.leading !== true) bidding = bidding.then(() => bid(lot.lotId), console.error)
}

async function bid(lotId) {
  const lot = await request('GET', `/lots/${lotId}`)
  if (lot.phase !== 'open' || lot.leading || lot.next === null || Number(lot.next) < Number(limit)) return
  const answer = await request('POST', `/lots/${lotId}/bids`, { amount: lot.next })
  if (answer.code) console.log(`refused at ${lot.next}: ${answer.detail}`)
  else console.log(`bid ${lot.next}, entry ${answer.receipt.seq} of the ledger`)
}

socket.on('connect', async () => {
  const { ok, data, problem } = await socket.emitWithAck('event:join', { eventId })
  if (!ok) throw new Error(problem.code)
  data.lots.forEach(look)
})
socket.on('lot', look)
socket.on('connect_error', (error) => console.error(error.message))
