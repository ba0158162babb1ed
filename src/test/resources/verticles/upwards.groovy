import io.vertx.core.Promise
import io.vertx.core.parsetools.RecordParser

// A server of the game in another language of the JVM: its guesses ascend, whatever the reports are.
void vertxStart(Promise<Void> started) {
    def config = vertx.orCreateContext.config()
    vertx.createNetServer()
        .connectHandler { socket ->
            long next = 0
            socket.handler(RecordParser.newDelimited('\n') { line ->
                def words = line.toString().split(' ')
                switch (words[0]) {
                    case 'PARAMS': next = words[1] as long; break
                    case 'NUMBER': socket.write("${next++}\n"); break
                    case '': socket.close()
                }
            })
        }
        .listen(config.getInteger('port'), '127.0.0.1')
        .onSuccess { started.complete() }
        .onFailure { started.fail(it) }
}
