using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;
using Property = Understudy.Domain.Tests.Support.Property;

namespace Understudy.Domain.Tests.Media;

public sealed partial class MediaKeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("videos/user-1/model_2/source.mp4")]
    [InlineData("models/user/model/")]
    [InlineData(".hidden")]
    [InlineData("a..b/c.")]
    [InlineData("..a/b..")]
    [InlineData("-/_")]
    public void A_plain_name_is_a_key_and_survives_a_document(string name)
    {
        MediaKey key = new(MediaKey.Library, name);
        key.Name.ShouldBe(name);
        string json = JsonSerializer.Serialize(key, DocumentJson.Options);
        json.ShouldBe($"\"library/{name}\"");
        JsonSerializer.Deserialize<MediaKey>(json, DocumentJson.Options).ShouldBe(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a//")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("./")]
    [InlineData("../")]
    [InlineData("../a")]
    [InlineData("a/./b")]
    [InlineData("a/../b")]
    [InlineData("a/..")]
    [InlineData("a/../")]
    [InlineData("a/.../b")]
    [InlineData("a\\..\\b")]
    [InlineData("a b")]
    [InlineData("a%2e%2e")]
    [InlineData("a\0")]
    [InlineData("a\n")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("c:a")]
    [InlineData("~")]
    [InlineData("é")]
    [InlineData("．．/a")]
    [InlineData("１")]
    public void A_hostile_name_is_refused_in_code_and_in_documents(string name)
    {
        Should.Throw<ArgumentException>(() => new MediaKey(MediaKey.Library, name));
        Should.Throw<JsonException>(() => Read(JsonSerializer.Serialize($"library/{name}")));
    }

    [Fact]
    public void A_name_has_at_most_512_characters()
    {
        new MediaKey(MediaKey.Library, new string('a', 512)).Name.Length.ShouldBe(512);
        Should.Throw<ArgumentException>(() => new MediaKey(MediaKey.Library, new string('a', 513)));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("a-1", true)]
    [InlineData("", false)]
    [InlineData("ab", false)]
    [InlineData("Abc", false)]
    [InlineData("a.b", false)]
    [InlineData("...", false)]
    [InlineData("a/b", false)]
    [InlineData("abc\n", false)]
    [InlineData("１２３", false)]
    public void A_container_is_a_few_lower_case_letters_digits_and_dashes(string container, bool valid)
    {
        if (valid) new MediaKey(container, "a").Container.ShouldBe(container);
        else Should.Throw<ArgumentException>(() => new MediaKey(container, "a"));
    }

    [Fact]
    public void A_container_has_at_most_63_characters()
    {
        new MediaKey(new string('a', 63), "a").Container.Length.ShouldBe(63);
        Should.Throw<ArgumentException>(() => new MediaKey(new string('a', 64), "a"));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"library\"")]
    [InlineData("\"library/\"")]
    [InlineData("\"/library/a\"")]
    [InlineData("\"../a\"")]
    [InlineData("\"LIBRARY/a\"")]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("{}")]
    public void What_is_no_key_in_a_document_is_refused(string json) => Should.Throw<JsonException>(() => Read(json));

    [Fact]
    public void A_file_of_a_folder_stays_in_it()
    {
        MediaKey folder = new(MediaKey.Library, "models/ann/");
        folder.File("still.jpg").ToString().ShouldBe("library/models/ann/still.jpg");
        Should.Throw<ArgumentException>(() => folder.File("../still.jpg"));
        Should.Throw<ArgumentException>(() => folder.File("/still.jpg"));
    }

    [Fact]
    public void Whatever_is_accepted_names_one_place_below_its_container()
    {
        Gen<string> names = Gen.ArrayOf(Gen.Elements("aZ9._-//..\\ %é\0".ToCharArray()))
            .Select(characters => new string(characters));
        Property.Holds(names.ToArbitrary(), 3000, name =>
        {
            bool accepted = IsAccepted(name);
            accepted.ShouldBe(PlainName().IsMatch(name));
            if (!accepted) return;
            string path = $"/store/library/{name}";
            Path.GetFullPath(path).ShouldBe(path);
            Read(JsonSerializer.Serialize($"library/{name}")).ShouldBe(new MediaKey(MediaKey.Library, name));
        });
    }

    private static bool IsAccepted(string name)
    {
        try
        {
            return new MediaKey(MediaKey.Library, name).Name == name;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static MediaKey? Read(string json) => JsonSerializer.Deserialize<MediaKey>(json, DocumentJson.Options);

    // Segments with something besides dots, joined by single slashes, perhaps ending with one.
    [GeneratedRegex(@"\A(?:\.*[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/(?!\z)|/?\z))+\z")]
    private static partial Regex PlainName();
}
