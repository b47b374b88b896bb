/// The gauges on real sockets: what is measured stands on core 0, its load on core 1.
enum LiveGauges {
  static let all = [
    LiveServerGauge.gauge, LiveProxyGauge.gauge, LiveClientGauge.gauge, LiveReadersGauge.gauge,
    LiveStreamGauge.gauge,
    LiveMemoryGauge.gauge, LiveStreamProxyGauge.gauge, LiveServiceGauge.gauge,
    LivePreviewsGauge.gauge, LiveLeavingGauge.gauge,
  ]
}
