package io.github.threadreporter.enrich.redact;

import java.util.BitSet;
import java.util.List;

/** Keys that their issuers made recognisable by a prefix: AWS, GitHub, GitLab, Slack, Stripe, Google, npm. */
final class SecretKeyIds implements SecretFinder {

    static final String RULE = "access-key";

    /** @param rest how many characters follow at least */
    private record Kind(String prefix, int rest, BitSet characters) {
        Kind(String prefix, int rest) {
            this(prefix, rest, SecretChars.BASE64_URL);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("AKIA", 16, SecretChars.UPPER),
            new Kind("ASIA", 16, SecretChars.UPPER),
            new Kind("ghp_", 36),
            new Kind("gho_", 36),
            new Kind("ghu_", 36),
            new Kind("ghs_", 36),
            new Kind("ghr_", 36),
            new Kind("github_pat_", 40),
            new Kind("glpat-", 20),
            new Kind("xoxb-", 20),
            new Kind("xoxp-", 20),
            new Kind("xoxa-", 20),
            new Kind("xoxs-", 20),
            new Kind("sk_live_", 16),
            new Kind("rk_live_", 16),
            new Kind("AIza", 35),
            new Kind("npm_", 36));

    @Override
    public void find(String text, SecretSpans spans) {
        for (Kind kind : KINDS) {
            int at = text.indexOf(kind.prefix);
            while (at >= 0) {
                int rest = at + kind.prefix.length();
                int end = SecretChars.skip(text, rest, text.length(), kind.characters);
                if (end - rest >= kind.rest && startsWord(text, at)) {
                    spans.add(at, end, RULE);
                }
                at = text.indexOf(kind.prefix, end);
            }
        }
    }

    private static boolean startsWord(String text, int at) {
        return at == 0 || !SecretChars.isAlphanumeric(text.charAt(at - 1));
    }
}
