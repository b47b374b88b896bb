import Service
import World

extension Evidence {
  /// The marks that what the roles saw tells of: how requests, exchanges and calls ended.
  var marks: MarkSet {
    var marks = MarkSet()
    for record in records {
      MarkTable.outcomes.number(of: record.outcome.name).map { marks.insert($0, of: .outcome) }
    }
    for exchange in exchanges { marks.insert(ExchangeMark(exchange.record.cause)) }
    for call in calls { marks.insert(CallMark(call.end)) }
    for line in log {
      MarkTable.lines.number(of: line.event).map { marks.insert($0, of: .line) }
    }
    return marks
  }
}
