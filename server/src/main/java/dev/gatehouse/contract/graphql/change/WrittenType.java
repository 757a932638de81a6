package dev.gatehouse.contract.graphql.change;

/** Types as they are written, such as {@code [Order!]!}. Stateless. */
final class WrittenType {
    private WrittenType() {}

    /** Its name, without what is around it. */
    static String name(String type) {
        int from = 0;
        int to = type.length();
        while (type.charAt(from) == '[') {
            from++;
        }
        while (type.charAt(to - 1) == '!' || type.charAt(to - 1) == ']') {
            to--;
        }
        return type.substring(from, to);
    }

    /** Whether what is of the one type is all that is expected of the other: the same, where null is no more possible than there. */
    static boolean isAllOf(String type, String expected) {
        if (expected.endsWith("!")) {
            return type.endsWith("!") && isAllOf(without(type), without(expected));
        }
        if (type.endsWith("!")) {
            return isAllOf(without(type), expected);
        }
        if (expected.startsWith("[") && type.startsWith("[")) {
            return isAllOf(item(type), item(expected));
        }
        return type.equals(expected);
    }

    /** Whether they are the same but for where null is possible. */
    static boolean isSameButForNull(String one, String other) {
        return one.replace("!", "").equals(other.replace("!", ""));
    }

    private static String without(String type) {
        return type.substring(0, type.length() - 1);
    }

    private static String item(String list) {
        return list.substring(1, list.length() - 1);
    }
}
