// Uploads a file with tus-js-client over TLS 1.3 with a client certificate.
// Arguments: --url URL --file FILE --ca PEM --cert PEM --key PEM
//   [--chunk BYTES]          one PATCH a chunk, else one PATCH for all
//   [--checksum sha1|sha256] every chunk carries its Upload-Checksum
// After a broken connection tus-js-client asks for the offset and resumes by itself.
// Prints one JSON line: {"url", "offsets": offsets of the PATCH requests in order}.
import crypto from 'node:crypto'
import fs from 'node:fs'
import https from 'node:https'
import { parseArgs } from 'node:util'
import * as tus from 'tus-js-client'

const text = { type: 'string' }
const { values } = parseArgs({
  options: { url: text, file: text, ca: text, cert: text, key: text, chunk: text, checksum: text },
})
const bytes = fs.readFileSync(values.file)
const chunk = values.chunk ? Number(values.chunk) : Infinity
const agent = new https.Agent({
  ca: fs.readFileSync(values.ca),
  cert: fs.readFileSync(values.cert),
  key: fs.readFileSync(values.key),
  minVersion: 'TLSv1.3',
  keepAlive: true,
})
const offsets = []

function beforeRequest(request) {
  if (request.getMethod() !== 'PATCH') return
  const offset = Number(request.getHeader('Upload-Offset'))
  offsets.push(offset)
  if (values.checksum) {
    const body = bytes.subarray(offset, Math.min(bytes.length, offset + chunk))
    const digest = crypto.createHash(values.checksum).update(body).digest('base64')
    request.setHeader('Upload-Checksum', `${values.checksum} ${digest}`)
  }
}

const upload = new tus.Upload(bytes, {
  endpoint: values.url,
  chunkSize: chunk,
  retryDelays: [100, 100, 100],
  metadata: { filename: 'clip.mp4', filetype: 'video/mp4' },
  httpStack: new tus.DefaultHttpStack({ agent }),
  onBeforeRequest: beforeRequest,
  onSuccess: () => {
    console.log(JSON.stringify({ url: upload.url, offsets }))
    process.exit(0)
  },
  onError: (error) => {
    console.error(error.message)
    process.exit(1)
  },
})
upload.start()
