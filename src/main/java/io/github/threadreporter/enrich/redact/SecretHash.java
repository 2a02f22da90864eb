package io.github.threadreporter.enrich.redact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Salted hashes of texts and of their parts: a polynomial one that tells quickly where it is worth looking, folded to 16
 * bits so that it does not help to guess a text, and SHA-256. Immutable and thread-safe.
 */
final class SecretHash {

    /** Values of a folded hash. */
    static final int FOLDED = 1 << 16;

    private final long base;
    private final long mix;
    private final byte[] salt = new byte[16];
    private final long[] powers;

    /** @param longest length of the longest part that is hashed */
    SecretHash(int longest) {
        SecureRandom random = new SecureRandom();
        random.nextBytes(salt);
        base = random.nextLong() | 1;
        mix = random.nextLong() | 1;
        powers = new long[longest + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * base;
        }
    }

    /** The hash of the window of the given width that ends with the character at the index, from the one before. */
    long roll(long hash, String text, int index, int width) {
        long rolled = hash * base + text.charAt(index);
        return index < width ? rolled : rolled - text.charAt(index - width) * powers[width];
    }

    /** Of every beginning of the text: from two of them follows the hash of what lies between. */
    long[] sums(String text) {
        long[] sums = new long[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            sums[i + 1] = sums[i] * base + text.charAt(i);
        }
        return sums;
    }

    int folded(long[] sums, int start, int end) {
        return fold(sums[end] - sums[start] * powers[end - start]);
    }

    int fold(long hash) {
        return (int) (((hash ^ (hash >>> 32)) * mix) >>> 48);
    }

    String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_16BE)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
