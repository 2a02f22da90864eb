package io.github.threadreporter.attach;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One look at a process from outside. */
final class JvmLook {

    private final Proc proc;
    private final Admission admission;
    private final ProcStatus status;
    private final CommandLine command;
    private final String user;

    private JvmLook(Proc proc, Admission admission) throws IOException {
        this.proc = proc;
        this.admission = admission;
        this.status = proc.status();
        this.command = CommandLine.parse(proc.read("cmdline"));
        this.user = Owner.nameOf(proc, status.uid());
    }

    /**
     * Empty if the process is no JVM.
     *
     * @throws IOException if it has ended
     */
    static Optional<Jvm> at(Proc proc, Admission admission) throws IOException {
        return new JvmLook(proc, admission).jvm();
    }

    private Optional<Jvm> jvm() {
        if (status.hasEnded()) { // its name is all that is left of it
            return status.name().equals("java")
                    ? Optional.of(fromOutside(Obstacles.ended(proc.pid())))
                    : Optional.empty();
        }
        Mappings mappings;
        try {
            mappings = Mappings.of(proc);
        } catch (IOException e) {
            return command.isJava() ? Optional.of(fromOutside(whyHidden())) : Optional.empty();
        }
        if (mappings.libjvm() == null && !mappings.openJ9()) {
            return Optional.empty();
        }
        return Optional.of(inFull(mappings));
    }

    private Obstacle whyHidden() {
        Obstacle user = admission.ofUser(proc, status, this.user);
        return user != null ? user : Obstacles.notVisible(proc.pid(), this.user);
    }

    private Jvm fromOutside(Obstacle obstacle) {
        return new Jvm(
                proc.pid(),
                status.ownPid(),
                command.main(),
                user,
                status.uid(),
                "",
                status.pids().size() > 1 || admission.isElsewhere(proc),
                Container.idOf(proc),
                true,
                false,
                obstacle);
    }

    private Jvm inFull(Mappings mappings) {
        PerfData perfData = PerfData.of(proc, status);
        JdkRelease release = JdkRelease.of(proc, mappings.libjvm());
        Obstacle ofUser = admission.ofUser(proc, status, user);
        boolean denied = perfData.deniesAttach() || command.deniesAttach() || environmentDeniesAttach();
        return new Jvm(
                proc.pid(),
                status.ownPid(),
                main(perfData),
                user,
                status.uid(),
                release.version().isEmpty() ? perfData.version() : release.version(),
                admission.isElsewhere(proc),
                Container.idOf(proc),
                release.instrument(),
                mappings.ours(),
                ofUser != null ? ofUser : admission.of(proc, status, mappings, denied));
    }

    /** From the command line, where words are apart; it does not tell where a launcher or a file of arguments is used. */
    private String main(PerfData perfData) {
        String main = command.main();
        String published = perfData.command();
        int space = published.indexOf(' ');
        return main.isEmpty() ? (space < 0 ? published : published.substring(0, space)) : main;
    }

    /** Options may come by these variables; where performance data are, they tell it better. */
    private boolean environmentDeniesAttach() {
        try {
            for (String variable : proc.read("environ").split("\0", -1)) {
                if (variable.matches("(?s)(JDK_JAVA_OPTIONS|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS)=.*")
                        && new CommandLine(List.of(variable.split("[=\\s]+", -1))).deniesAttach()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // not for us to see, which another obstacle tells
        }
    }
}
