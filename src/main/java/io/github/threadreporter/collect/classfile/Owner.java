package io.github.threadreporter.collect.classfile;

/**
 * The class that a class file is of.
 *
 * @param descriptor as a type, e.g. {@code Lcom/acme/Order;}
 */
record Owner(String descriptor, boolean isEnum) {

    /** At most how many parameters of a constructor the compiler put before the declared ones. */
    int parametersBefore(Descriptor constructor) {
        if (isEnum) {
            return 2; // name, ordinal
        }
        String first = constructor.types().isEmpty() ? "" : constructor.types().get(0);
        boolean inner = first.startsWith("L")
                && descriptor.length() > first.length()
                && descriptor.charAt(first.length() - 1) == '$'
                && descriptor.regionMatches(0, first, 0, first.length() - 1);
        return inner ? 1 : 0; // the outer this
    }
}
