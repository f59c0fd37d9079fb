namespace EdgeStock.FirmwareHost.Config;

/// <summary>A piece of a YAML file that remembers its line.</summary>
/// <param name="Line">Line it begins on, from 1.</param>
internal abstract record Yaml(int Line);

/// <summary>A text; YAML's own idea of numbers and booleans is not used.</summary>
internal sealed record YamlText(int Line, string Value) : Yaml(Line);

/// <summary>A list.</summary>
internal sealed record YamlList(int Line, IReadOnlyList<Yaml> Items) : Yaml(Line);

/// <summary>A mapping; its keys are different from each other.</summary>
internal sealed record YamlMap(int Line, IReadOnlyList<YamlEntry> Entries) : Yaml(Line);

/// <summary>A key of a mapping with its value.</summary>
internal sealed record YamlEntry(int Line, string Key, Yaml Value);
