package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "10, 3", "11, 3", "12, 3", "2, 5", "1, 4", "10000, 7"})
    void eachPlayerIsOneInstances(int players, int instances) {
        List<Long> numbers = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            Share share = Share.of(i, instances, players);
            counts.add(share.count(players));
            LongStream.range(0, share.count(players)).map(share::number).forEach(numbers::add);
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, players).boxed().toList());
        assertThat(counts).allMatch(count -> count == players / instances || count == players / instances + 1);
    }
}
