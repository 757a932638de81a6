package dev.gatehouse.authority.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often each kind of call was made and refused, so that none is only thought to be tried. Thread-safe. */
final class Tally {
    private static final List<Class<?>> FAMILIES = List.of(
            Operation.class, AccessOperation.class, PeopleOperation.class, TokenOperation.class, VaultOperation.class);

    /** Nobody may, or everybody. */
    private static final List<Class<?>> NEVER_DONE = List.of(AccessOperation.Claim.class);

    private static final List<Class<?>> NEVER_REFUSED = List.of(TokenOperation.SignOut.class);

    private final Map<Class<?>, Integer> done = new ConcurrentHashMap<>();
    private final Map<Class<?>, Integer> refused = new ConcurrentHashMap<>();

    void count(Operation operation, boolean isDone) {
        (isDone ? done : refused).merge(operation.getClass(), 1, Integer::sum);
    }

    /** What was never done, or never refused, of all that can be. */
    List<String> missing() {
        return Stream.concat(
                        kinds().filter(kind -> !NEVER_DONE.contains(kind) && !done.containsKey(kind))
                                .map(kind -> kind.getSimpleName() + " done"),
                        kinds().filter(kind -> !NEVER_REFUSED.contains(kind) && !refused.containsKey(kind))
                                .map(kind -> kind.getSimpleName() + " refused"))
                .toList();
    }

    private static Stream<Class<?>> kinds() {
        return FAMILIES.stream()
                .flatMap(family -> Stream.of(family.getDeclaredClasses()))
                .filter(Class::isRecord);
    }

    @Override
    public String toString() {
        return kinds().collect(Collectors.toMap(
                        Class::getSimpleName,
                        kind -> done.getOrDefault(kind, 0) + "/" + refused.getOrDefault(kind, 0),
                        (one, _) -> one,
                        TreeMap::new))
                .toString();
    }
}
