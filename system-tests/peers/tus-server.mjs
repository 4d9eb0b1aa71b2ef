// @tus/server with @tus/file-store behind TLS 1.3 with client certificates, as a peer of the dock's
// tus client. Arguments: folder of the store, authority, certificate, key (PEM files).
// Prints "listening tus 127.0.0.1:PORT" and serves until its standard input ends. Every request is
// one line "METHOD PATH OFFSET STATUS" on standard output.
import fs from 'node:fs'
import https from 'node:https'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

const [folder, ca, cert, key] = process.argv.slice(2)
const tus = new Server({
  path: '/v1/uploads',
  relativeLocation: true,
  datastore: new FileStore({ directory: folder }),
})
const tls = {
  ca: fs.readFileSync(ca),
  cert: fs.readFileSync(cert),
  key: fs.readFileSync(key),
  minVersion: 'TLSv1.3',
  requestCert: true,
  rejectUnauthorized: true,
}
const server = https.createServer(tls, (request, response) => {
  response.on('finish', () => {
    const offset = request.headers['upload-offset'] ?? '-'
    console.log(`${request.method} ${request.url} ${offset} ${response.statusCode}`)
  })
  tus.handle(request, response)
})
server.listen(0, '127.0.0.1', () => {
  console.log(`listening tus 127.0.0.1:${server.address().port}`)
})
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
