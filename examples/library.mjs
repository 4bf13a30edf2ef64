import { convert, parseConfig } from 'rolloutify'

const manifests = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
`
const { config } = parseConfig(`workloads:
  - name: web
    stage: grow-25
`)
const { output, diagnostics } = convert(manifests, { config })
console.log(output, diagnostics)
