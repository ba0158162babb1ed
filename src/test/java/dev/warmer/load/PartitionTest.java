package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.load.LoadRun.Partition;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "10, 3", "11, 3", "12, 3", "2, 5", "1, 4", "10000, 7"})
    void eachPlayerBelongsToOneInstance(int players, int instances) {
        List<Long> numbers = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        LoadRun run = new LoadRun(new JsonObject().put("players", players), instances);
        for (int i = 0; i < instances; i++) {
            Partition partition = run.join();
            counts.add(partition.count(players));
            LongStream.range(0, partition.count(players)).map(partition::number).forEach(numbers::add);
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, players).boxed().toList());
        assertThat(counts).allMatch(count -> count == players / instances || count == players / instances + 1);
    }
}
