# The public names, by wing. `__init__.py` imports each when it is first used.

# corpus: how do files become documents?
from .corpus.faults import CorpusError as CorpusError
from .corpus.fingerprint import corpus_fingerprint as corpus_fingerprint
from .corpus.folder import read_corpus as read_corpus
from .corpus.groups import assign_groups as assign_groups
from .corpus.groups import assign_periods as assign_periods
from .corpus.groups import compared_groups as compared_groups
from .corpus.settings import Settings as Settings
from .corpus.settings import read_settings as read_settings

# text: how do documents become formulas, tokens and outlines?
from .text.characters import count_characters as count_characters
from .text.lexicon import read_lexicon as read_lexicon
from .text.lexicon import read_stop_words as read_stop_words
from .text.passages import split_passages as split_passages
from .text.terms import count_terms as count_terms
from .text.tokenizing import tokenize as tokenize
from .text.tokens import Tokens as Tokens

# statistics: what do the counts say?
from .statistics.comparison import keyness as keyness
from .statistics.concordance import kwic as kwic
from .statistics.coverage import coverage as coverage
from .statistics.features import Dfm as Dfm
from .statistics.features import count_features as count_features
from .statistics.features import weight_tfidf as weight_tfidf
from .statistics.ranking import distinctive_features as distinctive_features
from .statistics.ranking import top_features as top_features
from .statistics.similarity import clustering as clustering
from .statistics.similarity import leaf_order as leaf_order
from .statistics.similarity import similarity as similarity
from .statistics.topics import TopicModel as TopicModel
from .statistics.topics import topic_model as topic_model
from .statistics.topics import topic_passages as topic_passages
from .statistics.topics import topic_shares as topic_shares
from .statistics.topics import topic_terms as topic_terms
from .statistics.trends import term_changes as term_changes
from .statistics.trends import term_trends as term_trends

# paper: how does a result get onto a page?
from .paper.figures import save_figure as save_figure
from .paper.plots.comparison import plot_keyness as plot_keyness
from .paper.plots.comparison import plot_top_features as plot_top_features
from .paper.plots.concordance import plot_kwic as plot_kwic
from .paper.plots.corpus import plot_coverage as plot_coverage
from .paper.plots.similarity import plot_clustering as plot_clustering
from .paper.plots.similarity import plot_similarity as plot_similarity
from .paper.plots.topics import plot_topic_shares as plot_topic_shares
from .paper.plots.topics import plot_topic_terms as plot_topic_terms
from .paper.plots.trends import plot_term_trend_panels as plot_term_trend_panels
from .paper.plots.trends import plot_term_trends as plot_term_trends
from .paper.style import use_report_style as use_report_style
from .paper.tables import save_table as save_table

# study: how does a whole study run again?
from .study.rerun import run_study as run_study
