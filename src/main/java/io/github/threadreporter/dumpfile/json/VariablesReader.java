package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Variable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The variables of threads. They are put together when all objects are known. */
final class VariablesReader {

    private record Draft(Variable.Kind kind, ReadValue.Named variable) {}

    /** All that was read of one thread or task, when objects are known. */
    static List<FrameVariables> finish(List<Frame> frames, ObjectTable objects) throws IOException {
        List<FrameVariables> finished = new ArrayList<>(frames.size());
        for (Frame frame : frames) {
            finished.add(frame.finish(objects));
        }
        return finished;
    }

    /** The variables of one frame, as they were read. */
    record Frame(int depth, String missing, List<Draft> variables) {

        private FrameVariables finish(ObjectTable objects) throws IOException {
            List<Variable> finished = new ArrayList<>(variables.size());
            for (Draft draft : variables) {
                finished.add(new Variable(draft.variable.name(), draft.kind, objects.get(draft.variable.value())));
            }
            return new FrameVariables(depth, finished, missing);
        }
    }

    private final JsonCursor json;
    private final ValueReader values;
    private final CaptureLimits limits;
    private final ReadCuts cuts;

    VariablesReader(JsonCursor json, ValueReader values, CaptureLimits limits, ReadCuts cuts) {
        this.json = json;
        this.values = values;
        this.limits = limits;
        this.cuts = cuts;
    }

    List<Frame> read() throws IOException {
        List<Frame> frames = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            if (frames.size() < limits.variableFrames()) {
                frames.add(frame());
            } else {
                json.skip();
                cuts.add("frames with variables", 1, "variableFrames", limits.variableFrames());
            }
        }
        return frames;
    }

    private Frame frame() throws IOException {
        int depth = -1;
        String missing = "";
        List<Draft> variables = new ArrayList<>();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "depth" -> depth = json.index();
                case "missing" -> missing = json.sharedText();
                case "variables" -> {
                    json.beginArray();
                    while (json.nextElement()) {
                        variables.add(variable());
                    }
                }
                default -> json.skip();
            }
        }
        if (depth < 0) {
            throw json.failure("'depth' is missing");
        }
        return new Frame(depth, missing, variables);
    }

    private Draft variable() throws IOException {
        String variable = "";
        Variable.Kind kind = Variable.Kind.LOCAL;
        ReadValue value = ReadValue.NULL;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "name" -> variable = json.sharedText();
                case "kind" -> kind = json.constant(Variable.Kind.values());
                case "value" -> value = values.read();
                default -> json.skip();
            }
        }
        return new Draft(kind, new ReadValue.Named(variable, value));
    }
}
