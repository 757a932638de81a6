package dev.gatehouse.http.syntax;

import dev.gatehouse.api.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin alike, written as in {@code 10.0.0.0/8}. Immutable.
 *
 * @param first the lowest of them
 * @param prefix how many leading bits they share
 */
public record AddressBlock(InetAddress first, int prefix) {
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    /** @throws IllegalArgumentException where it is none */
    public static AddressBlock of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no block of addresses: " + text));
    }

    /** A block, or a single address; empty for anything else. */
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return IpAddress.parse(address).flatMap(first -> of(first, slash < 0 ? null : text.substring(slash + 1)));
    }

    private static Optional<AddressBlock> of(InetAddress first, @Nullable String prefix) {
        int bits = first.getAddress().length * 8;
        if (prefix == null) {
            return Optional.of(new AddressBlock(first, bits));
        }
        return PREFIX.matcher(prefix).matches() && Integer.parseInt(prefix) <= bits
                ? Optional.of(new AddressBlock(first, Integer.parseInt(prefix)))
                : Optional.empty();
    }

    public static List<AddressBlock> all(String... texts) {
        return Stream.of(texts).map(AddressBlock::of).toList();
    }

    public static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
