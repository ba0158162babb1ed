package dev.warmer.management;

import dev.warmer.metrics.Histogram;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;

/**
 * Shows a histogram of ours: Micrometer has none that is kept elsewhere and read when asked.
 *
 * @param name as Prometheus writes it
 * @param help what it is about, in one line
 * @param histogram what to show
 * @param scale how many of the histogram's units are one of the name's
 */
record HistogramCollector(String name, String help, Histogram histogram, double scale) implements Collector {
    @Override
    public HistogramSnapshot collect() {
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets())
                        .sum(histogram.sum() / scale)
                        .build())
                .build();
    }

    private ClassicHistogramBuckets buckets() {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long[] bounds = histogram.bounds();
        long[] counts = histogram.counts();
        for (int i = 0; i < counts.length; i++) {
            buckets.bucket(i < bounds.length ? bounds[i] / scale : Double.POSITIVE_INFINITY, counts[i]);
        }
        return buckets.build();
    }
}
