package dev.warmer.management;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The series and the labels that an expression of PromQL names. Only tokens are read: whether the expression is valid is for
 * promtool to say.
 *
 * @param selectors the series, in order
 * @param labels the labels of {@code by} and the like
 */
record Promql(List<Selector> selectors, Set<String> labels) {
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*]|[a-zA-Z_:][a-zA-Z0-9_:]*|\\d[\\w.]*|=~|!~|[<>!=]=|\\S");
    private static final Set<String> LABEL_CLAUSES =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    /** {@code label operator value}, for example {@code code="INTERNAL"}. */
    record Matcher(String label, String operator, String value) {}

    /** A metric and the matchers of its labels. */
    record Selector(String metric, List<Matcher> matchers) {}

    static Promql parse(String expression) {
        Promql promql = new Promql(new ArrayList<>(), new LinkedHashSet<>());
        List<String> tokens = new ArrayList<>(
                TOKEN.matcher(expression).results().map(MatchResult::group).toList());
        while (!tokens.isEmpty()) {
            promql.next(tokens);
        }
        return promql;
    }

    private void next(List<String> tokens) {
        String token = tokens.remove(0);
        String following = tokens.isEmpty() ? "" : tokens.get(0);
        if (LABEL_CLAUSES.contains(token) && following.equals("(")) {
            inside(tokens, ")").stream().filter(Promql::isName).forEach(labels::add);
        } else if (isName(token)
                && !OPERATORS.contains(token)
                && !following.equals("(")
                && !LABEL_CLAUSES.contains(following)) {
            selectors.add(new Selector(token, following.equals("{") ? matchers(inside(tokens, "}")) : List.of()));
        }
    }

    /** Removes the tokens up to {@code end}. {@return those between the brackets} */
    private static List<String> inside(List<String> tokens, String end) {
        List<String> group = tokens.subList(0, tokens.indexOf(end) + 1);
        List<String> inside = List.copyOf(group.subList(1, group.size() - 1));
        group.clear();
        return inside;
    }

    /** Label, operator, value and comma are a token each. */
    private static List<Matcher> matchers(List<String> tokens) {
        List<Matcher> matchers = new ArrayList<>();
        for (int i = 0; i + 2 < tokens.size(); i += 4) {
            String value = tokens.get(i + 2);
            matchers.add(new Matcher(tokens.get(i), tokens.get(i + 1), value.substring(1, value.length() - 1)));
        }
        return matchers;
    }

    private static boolean isName(String token) {
        return token.matches("[a-zA-Z_:].*");
    }
}
