package dev.warmer.lesson;

import java.util.List;

/**
 * How many lines differ between two texts, by a longest common subsequence. Between two lines of it, as many lines as
 * are removed and added both count as changed.
 */
record LineDiff(int unchanged, int changed, int added, int removed) {
    static final LineDiff NONE = new LineDiff(0, 0, 0, 0);

    static LineDiff of(List<String> before, List<String> after) {
        int[][] common = common(before, after);
        LineDiff diff = NONE;
        int from = 0; // where the lines that differ begin
        int to = 0;
        int i = 0;
        int j = 0;
        while (i < before.size() && j < after.size()) {
            if (before.get(i).equals(after.get(j))) {
                diff = diff.plus(different(i - from, j - to)).plus(new LineDiff(1, 0, 0, 0));
                from = ++i;
                to = ++j;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return diff.plus(different(before.size() - from, after.size() - to));
    }

    /** {@return how many lines are common from line i and line j on} */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? 1 + common[i + 1][j + 1]
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static LineDiff different(int removed, int added) {
        int changed = Math.min(removed, added);
        return new LineDiff(0, changed, added - changed, removed - changed);
    }

    LineDiff plus(LineDiff other) {
        return new LineDiff(
                unchanged + other.unchanged, changed + other.changed, added + other.added, removed + other.removed);
    }

    int different() {
        return changed + added + removed;
    }
}
