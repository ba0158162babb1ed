package dev.warmer.lesson;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Java source file and its methods, as the parser of the JDK finds them. */
final class JavaSource {
    /** Literals first, since they may contain what begins a comment. */
    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile(
            "(?s)\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])+'|//[^\n]*|/\\*.*?\\*/");

    /**
     * A method, or a type if the name is empty.
     *
     * @param type the type, or that of the method; of a nested type with those around it
     * @param from where it begins, after its Javadoc
     */
    private record Part(String type, String name, int parameters, int from, int to) {
        boolean contains(Part other) {
            return !equals(other) && from <= other.from && other.to <= to;
        }

        boolean isNamed(String wanted) {
            return wanted.equals(name) || wanted.equals(name + "/" + parameters);
        }
    }

    private final Path path;
    private final String text;
    private final List<Part> parts = new ArrayList<>();

    private JavaSource(Path path, String text) throws IOException {
        this.path = path;
        this.text = text;
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
        CompilationUnitTree unit = task.parse().iterator().next();
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        for (Tree type : unit.getTypeDecls()) {
            add("", (ClassTree) type, unit, positions);
        }
    }

    static JavaSource read(Path path) throws IOException {
        return of(path, Files.readString(path));
    }

    static JavaSource of(Path path, String text) throws IOException {
        return new JavaSource(path, text);
    }

    private void add(String outer, ClassTree type, CompilationUnitTree unit, SourcePositions positions) {
        String name = outer + type.getSimpleName();
        parts.add(part(name, "", 0, type, unit, positions));
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree nested) {
                add(name + ".", nested, unit, positions);
            } else if (member instanceof MethodTree method) {
                boolean constructor = method.getName().contentEquals("<init>");
                String called = (constructor ? type.getSimpleName() : method.getName()).toString();
                parts.add(part(name, called, method.getParameters().size(), method, unit, positions));
            }
        }
    }

    private static Part part(
            String type, String name, int parameters, Tree tree, CompilationUnitTree unit, SourcePositions positions) {
        int from = (int) positions.getStartPosition(unit, tree);
        return new Part(type, name, parameters, from, (int) positions.getEndPosition(unit, tree));
    }

    /**
     * {@return the methods with these names, without Javadoc and indentation, separated by blank lines}
     *
     * @param names names of methods, which stand for all overloads unless a number of parameters follows, as in {@code
     *     read/1}; a constructor has the name of its class, and {@code *} is the whole type
     */
    String excerpt(List<String> names) {
        return names.stream().map(this::excerpt).collect(Collectors.joining("\n\n"));
    }

    private String excerpt(String name) {
        Predicate<Part> wanted = name.equals("*") ? parts.get(0)::equals : part -> part.isNamed(name);
        List<Part> found = parts.stream().filter(wanted).toList();
        if (found.isEmpty()) {
            List<String> methods = parts.stream()
                    .filter(part -> !part.name.isEmpty())
                    .map(method -> method.name + "/" + method.parameters)
                    .toList();
            throw new IllegalArgumentException("%s has no method %s; it has %s".formatted(path, name, methods));
        }
        return found.stream().map(this::withoutJavadoc).collect(Collectors.joining("\n\n"));
    }

    private String withoutJavadoc(Part part) {
        int from = text.lastIndexOf('\n', part.from) + 1; // with its indentation
        List<String> lines = text.substring(from, part.to).lines().toList();
        List<String> rest =
                withoutComments("/**").substring(from, part.to).lines().toList();
        List<String> excerpt = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || !rest.get(i).isBlank()) {
                excerpt.add(rest.get(i).stripTrailing());
            }
        }
        return String.join("\n", excerpt).stripIndent();
    }

    /**
     * {@return the lines of code of each type, by its name, and of its methods, by TYPE.METHOD} Trimmed, without
     * comments and lines that have no letter. The lines of a type are those outside of its methods; those of overloads are together.
     */
    Map<String, List<String>> code() {
        String code = withoutComments("/");
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Part part : parts) {
            StringBuilder own = new StringBuilder(code);
            parts.stream().filter(part::contains).forEach(inner -> blank(own, inner.from, inner.to));
            String key = part.name.isEmpty() ? part.type : part.type + "." + part.name;
            own.substring(part.from, part.to)
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.chars().anyMatch(Character::isLetter))
                    .forEach(lines.computeIfAbsent(key, none -> new ArrayList<>())::add);
        }
        return lines;
    }

    /** {@return the text with spaces in place of the comments that begin so, every position unchanged} */
    private String withoutComments(String beginning) {
        StringBuilder code = new StringBuilder(text);
        LITERAL_OR_COMMENT
                .matcher(text)
                .results()
                .filter(token -> token.group().startsWith(beginning))
                .forEach(comment -> blank(code, comment.start(), comment.end()));
        return code.toString();
    }

    private static void blank(StringBuilder code, int from, int to) {
        for (int i = from; i < to; i++) {
            if (code.charAt(i) != '\n') {
                code.setCharAt(i, ' ');
            }
        }
    }
}
