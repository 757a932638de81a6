package dev.gatehouse.http.syntax;

import dev.gatehouse.api.IpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The proxies whose word is taken for where a request comes from. Each adds to a field of the request whom it got it from;
 * what stands before the word of the first one that is trusted may be the caller's own invention. Immutable.
 *
 * @param blocks the addresses of the proxies; none where callers come by themselves
 * @param field which field they write; any other could be the caller's
 */
public record TrustedProxies(List<AddressBlock> blocks, Field field) {
    /** Nobody is believed. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), Field.X_FORWARDED_FOR);

    /** What proxies say it in. */
    public enum Field {
        /** A list of addresses, as most proxies write it. */
        X_FORWARDED_FOR,
        /** RFC 7239. */
        FORWARDED;

        private String fieldName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public TrustedProxies {
        blocks = List.copyOf(blocks);
    }

    /**
     * The address of the caller: the last one that is not a trusted proxy's.
     *
     * @param peer the address at the other end of the connection
     * @param fields the values of a field of the request
     */
    public String caller(String peer, Function<String, List<String>> fields) {
        if (blocks.isEmpty() || !isTrusted(peer)) {
            return peer;
        }
        List<String> said = said(fields.apply(field.fieldName()));
        String caller = peer;
        for (int hop = said.size() - 1; hop >= 0 && isTrusted(caller); hop--) {
            Optional<InetAddress> address = IpAddress.parse(address(said.get(hop)));
            if (address.isEmpty()) {
                break;
            }
            caller = address.get().getHostAddress();
        }
        return caller;
    }

    private boolean isTrusted(String address) {
        return IpAddress.parse(address.replaceFirst("%.*$", ""))
                .filter(this::trusts)
                .isPresent();
    }

    /** Whether it is the address of one of them. */
    public boolean trusts(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /** In the order in which it was said. */
    private List<String> said(List<String> values) {
        List<String> said = new ArrayList<>();
        for (String value : values) {
            said.addAll(field == Field.FORWARDED ? ForwardedField.nodes(value) : List.of(value.split(",")));
        }
        return said;
    }

    /** Without quotes, brackets and the port, which some add. */
    private static String address(String said) {
        String node = said.strip().replace("\"", "");
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end < 0 ? node : node.substring(1, end);
        }
        int colon = node.indexOf(':');
        return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
    }
}
