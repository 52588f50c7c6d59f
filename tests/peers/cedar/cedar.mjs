#!/usr/bin/env node
// A second opinion on the rules: the same questions, answered by Cedar.
// Usage: node cedar.mjs MODULES decide            questions in, "existence content" out, one line each (1 permits)
//        node cedar.mjs MODULES measure SECONDS   one rulebook and its questions in, one line of figures out
// MODULES is the folder that `npm ci` was run in. Standard input is JSON, one value a line: {"policies": {id: text}} begins
// a rulebook, every other line is a question about it.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import path from 'node:path';

const [modules, what, seconds] = process.argv.slice(2);
const cedar = createRequire(path.join(path.resolve(modules), 'x.cjs'))('@cedar-policy/cedar-wasm/nodejs');

function call(q, kind, action, set) {
    return {
        principal: { type: 'User', id: 'u' },
        action: { type: 'Action', id: action },
        resource: { type: 'Record', id: 'r' },
        context: { purpose: q.purpose, kind, unknown: q.kind === 'age_unknown', consent: q.consent, at: q.at },
        entities: [
            { uid: { type: 'User', id: 'u' }, attrs: { role: q.role }, parents: [] },
            { uid: { type: 'Record', id: 'r' }, attrs: { source: q.source, category: q.category }, parents: [] }],
        preparsedPolicySetId: set
    };
}

function permits(request) {
    const answer = cedar.statefulIsAuthorized(request);
    if (answer.type !== 'success' || answer.response.diagnostics.errors.length) throw new Error(JSON.stringify(answer));
    return answer.response.decision === 'allow';
}

// Somebody who may be a child or an adult gets what both would.
const kinds = q => q.kind === 'age_unknown' ? ['other_child', 'adult'] : [q.kind];
const decided = (q, action, set) => kinds(q).every(kind => permits(call(q, kind, action, set)));

function prepare(policies, set) {
    const parsed = cedar.preparsePolicySet(set, { staticPolicies: policies });
    if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
}

const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1e6; };

function measure(questions, set) {
    const calls = questions.map(q => call(q, kinds(q)[0], 'content', set));
    for (let i = 0; i < 200; ++i) permits(calls[i % calls.length]);
    const times = [], start = cpu(), end = performance.now() + 1000 * Number(seconds);
    for (let i = 0; performance.now() < end; ++i) {
        const before = performance.now();
        permits(calls[i % calls.length]);
        times.push(performance.now() - before);
    }
    const used = cpu() - start;
    times.sort((a, b) => a - b);
    const at = share => (1000 * times[Math.floor(share * (times.length - 1))]).toFixed(1);
    console.log(`${(times.length / used).toFixed(0)} ${at(0.5)} ${at(0.99)}`);
}

let set = '', count = 0;
const questions = [], out = [];
for await (const line of createInterface({ input: process.stdin })) {
    const value = JSON.parse(line);
    if (value.policies) prepare(value.policies, set = 'p' + ++count);
    else if (what === 'measure') questions.push(value);
    else out.push(`${+decided(value, 'existence', set)} ${+decided(value, 'content', set)}`);
}
if (what === 'measure') measure(questions, set);
else process.stdout.write(out.join('\n') + '\n');
