"""Peers of the text learner on one task: python3 text-peers.py PEER TRAIN.jsonl DEV.jsonl MULTI(0|1) FOLDER

Prints one JSON object: macro_f1, lrap (multi-label), train_cpu_s, docs_per_cpu_s, megabytes. PEER is sklearn or
fasttext. Where a threshold is to be chosen, the peer gets the one that is best on the dev split itself.
"""
import json
import os
import resource
import subprocess
import sys
import time
import warnings

import numpy as np
from sklearn.metrics import f1_score, label_ranking_average_precision_score

warnings.filterwarnings("ignore")
peer, train_file, dev_file, multi, folder = sys.argv[1:6]
multi = multi == "1"


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


train, dev = rows(train_file), rows(dev_file)
names = sorted({label for row in train for label in row["labels"]})
index = {name: k for k, name in enumerate(names)}


def matrix(side):
    truth = np.zeros((len(side), len(names)), dtype=int)
    for i, row in enumerate(side):
        for label in row["labels"]:
            if label in index:
                truth[i, index[label]] = 1
    return truth


y_train, y_dev = matrix(train), matrix(dev)


def report(scores, cpu, rate, megabytes):
    if multi:
        best = max(f1_score(y_dev, scores > t, average="macro") for t in np.quantile(scores, np.linspace(0.5, 0.98, 60)))
        lrap = label_ranking_average_precision_score(y_dev, scores)
    else:
        best = f1_score(y_dev.argmax(1), scores.argmax(1), average="macro")
        lrap = None
    print(json.dumps({"macro_f1": best, "lrap": lrap, "train_cpu_s": cpu, "docs_per_cpu_s": rate, "megabytes": megabytes}))


def run_sklearn():
    import pickle
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.svm import LinearSVC

    texts, dev_texts = [r["text"] for r in train], [r["text"] for r in dev]
    begun = time.process_time()
    chars = TfidfVectorizer(analyzer="char", ngram_range=(1, 5), min_df=2, sublinear_tf=True, dtype=np.float32)
    words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\S+", min_df=2, sublinear_tf=True, dtype=np.float32)
    x = hstack([chars.fit_transform(texts), words.fit_transform(texts)]).tocsr()
    model = OneVsRestClassifier(LinearSVC(C=0.3, class_weight="balanced"))
    model.fit(x, y_train)
    cpu = time.process_time() - begun
    begun = time.process_time()
    scores = model.decision_function(hstack([chars.transform(dev_texts), words.transform(dev_texts)]).tocsr())
    spent = time.process_time() - begun
    if scores.ndim == 1:
        scores = np.stack([-scores, scores], 1)
    report(scores, cpu, len(dev) / spent, len(pickle.dumps([chars, words, model])) / 1e6)


def children_cpu():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run_fasttext():
    def clean(text):
        return " ".join(text.lower().split())

    base = os.path.join(folder, "fasttext")
    with open(base + ".train", "w", encoding="utf-8") as out:
        for row in train:
            out.write(" ".join(f"__label__{index[l]}" for l in row["labels"]) + " " + clean(row["text"]) + "\n")
    with open(base + ".dev", "w", encoding="utf-8") as out:
        for row in dev:
            out.write(clean(row["text"]) + "\n")
    loss = "ova" if multi else "softmax"
    before = children_cpu()
    options = f"-lr 0.5 -epoch 15 -dim 50 -wordNgrams 2 -minn 1 -maxn 4 -bucket 400000 -thread 1 -loss {loss} -seed 1".split()
    subprocess.run(["fasttext", "supervised", "-input", base + ".train", "-output", base, *options], check=True, capture_output=True)
    cpu = children_cpu() - before
    command = ["fasttext", "predict-prob", base + ".bin", base + ".dev", str(len(names))]
    answers = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    # Rate: a file of many copies against one copy, so that loading the model does not count.
    with open(base + ".many", "w", encoding="utf-8") as out:
        for _ in range(10):
            out.writelines(open(base + ".dev", encoding="utf-8"))
    spent = []
    for name in [".dev", ".many"]:
        before = children_cpu()
        subprocess.run(["fasttext", "predict", base + ".bin", base + name], check=True, capture_output=True)
        spent.append(children_cpu() - before)
    scores = np.zeros((len(dev), len(names)))
    for i, answer in enumerate(answers):
        parts = answer.split()
        for label, p in zip(parts[::2], parts[1::2]):
            scores[i, int(label[len("__label__"):])] = float(p)
    report(scores, cpu, 9 * len(dev) / max(1e-6, spent[1] - spent[0]), os.path.getsize(base + ".bin") / 1e6)
    for end in [".train", ".dev", ".many", ".bin", ".vec"]:
        if os.path.exists(base + end):
            os.remove(base + end)


{"sklearn": run_sklearn, "fasttext": run_fasttext}[peer]()
