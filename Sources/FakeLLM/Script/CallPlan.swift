/// One accepted call: what was asked, what will be said, and under which ids.
struct CallPlan: Sendable {
  let identity: CallIdentity
  let request: GenerationRequest
  let script: Script
}
