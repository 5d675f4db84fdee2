package botapitest

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Contract is the Bot API as data: its methods and types with their fields. The
// file format is that of PaulSonOfLars/telegram-bot-api-spec, reduced to names,
// types and whether a field is required.
type Contract struct {
	Version string                  `json:"version"`
	Methods map[string]contractItem `json:"methods"`
	Types   map[string]contractItem `json:"types"`
}

type contractItem struct {
	Fields   []contractField `json:"fields"`
	Subtypes []string        `json:"subtypes"`
	Returns  []string        `json:"returns"`
}

type contractField struct {
	Name     string   `json:"name"`
	Required bool     `json:"required"`
	Types    []string `json:"types"`
}

// contractFile is the part of the contract that the bot and the server use: their
// methods, and of the types that go to and fro the fields that do. What they come
// to use must be added to it.
//
//go:embed testdata/contract.json
var contractFile []byte

// loadContract reads the contract once.
var loadContract = sync.OnceValues(func() (*Contract, error) { return parseContract(contractFile) })

func parseContract(raw []byte) (*Contract, error) {
	var c Contract
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, fmt.Errorf("botapitest: read contract: %w", err)
	}
	return &c, nil
}

// CheckCall returns what is wrong with a request: an unknown method, an unknown
// parameter, a required one missing, one of the wrong type.
func (c *Contract) CheckCall(method string, params map[string]string) []string {
	item, ok := c.Methods[method]
	if !ok {
		return []string{fmt.Sprintf("%s: unknown method", method)}
	}
	var found []string
	values := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		i := slices.IndexFunc(item.Fields, func(f contractField) bool { return f.Name == name })
		if i < 0 {
			found = append(found, fmt.Sprintf("%s: unknown parameter %s", method, name))
			continue
		}
		v, err := paramValue(params[name], item.Fields[i].Types)
		if err != nil {
			found = append(found, fmt.Sprintf("%s: %s: %v", method, name, err))
			continue
		}
		values[name] = v
	}
	for _, f := range item.Fields {
		if _, ok := params[f.Name]; !ok && f.Required {
			found = append(found, fmt.Sprintf("%s: required parameter %s is missing", method, f.Name))
		}
		if v, ok := values[f.Name]; ok {
			found = append(found, c.checkAny(method+"."+f.Name, v, f.Types)...)
		}
	}
	return found
}

// paramValue turns a form value into the JSON value it stands for.
func paramValue(raw string, types []string) (any, error) {
	if slices.Contains(types, "Integer") || slices.Contains(types, "Float") {
		if n, err := strconv.ParseFloat(raw, 64); err == nil {
			return n, nil
		}
	}
	if slices.Contains(types, "String") {
		return raw, nil
	}
	if slices.Contains(types, "Boolean") {
		return strconv.ParseBool(raw)
	}
	var v any
	if err := json.Unmarshal([]byte(raw), &v); err != nil {
		return nil, fmt.Errorf("%q is not %s", raw, strings.Join(types, " or "))
	}
	return v, nil
}

// CheckType returns what is wrong with a JSON text as a value of a type of the
// contract, such as "Update" or "Array of Message".
func (c *Contract) CheckType(typ string, raw []byte) []string {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return []string{fmt.Sprintf("%s: %v", typ, err)}
	}
	return c.checkAny(typ, v, []string{typ})
}

// checkAny checks a value against alternatives; the complaints are those of the
// alternative with the fewest.
func (c *Contract) checkAny(path string, v any, types []string) []string {
	var best []string
	for i, t := range types {
		found := c.check(path, v, t)
		if len(found) == 0 {
			return nil
		}
		if i == 0 || len(found) < len(best) {
			best = found
		}
	}
	return best
}

func (c *Contract) check(path string, v any, typ string) []string {
	if element, ok := strings.CutPrefix(typ, "Array of "); ok {
		list, ok := v.([]any)
		if !ok {
			return []string{fmt.Sprintf("%s: not an array", path)}
		}
		var found []string
		for i, e := range list {
			found = append(found, c.check(fmt.Sprintf("%s[%d]", path, i), e, element)...)
		}
		return found
	}
	ok := false
	switch typ {
	case "String":
		_, ok = v.(string)
	case "Boolean", "True":
		_, ok = v.(bool)
	case "Float":
		_, ok = v.(float64)
	case "Integer":
		n, isNumber := v.(float64)
		ok = isNumber && n == float64(int64(n))
	default:
		return c.checkObject(path, v, typ)
	}
	if !ok {
		return []string{fmt.Sprintf("%s: not %s", path, typ)}
	}
	return nil
}

func (c *Contract) checkObject(path string, v any, typ string) []string {
	item, known := c.Types[typ]
	object, ok := v.(map[string]any)
	switch {
	case !known:
		return []string{fmt.Sprintf("%s: type %s is not in the contract", path, typ)}
	case !ok:
		return []string{fmt.Sprintf("%s: not an object", path)}
	case len(item.Subtypes) > 0:
		return c.checkAny(path, v, c.candidates(item.Subtypes, object))
	}
	var found []string
	for _, name := range slices.Sorted(maps.Keys(object)) {
		i := slices.IndexFunc(item.Fields, func(f contractField) bool { return f.Name == name })
		if i < 0 {
			found = append(found, fmt.Sprintf("%s: %s has no field %s", path, typ, name))
			continue
		}
		found = append(found, c.checkAny(path+"."+name, object[name], item.Fields[i].Types)...)
	}
	for _, f := range item.Fields {
		if _, ok := object[f.Name]; f.Required && !ok {
			found = append(found, fmt.Sprintf("%s: required field %s is missing", path, f.Name))
		}
	}
	return found
}

// candidates narrows the subtypes of a union by what the object says of itself:
// its type or status is part of the subtype's name. When nothing fits, all are
// tried.
func (c *Contract) candidates(subtypes []string, object map[string]any) []string {
	said, _ := object["type"].(string)
	if said == "" {
		said, _ = object["status"].(string)
	}
	said = cmp.Or(map[string]string{"creator": "owner", "kicked": "banned"}[said], said)
	var fit []string
	for _, t := range subtypes {
		if said != "" && strings.HasSuffix(strings.ToLower(t), strings.ReplaceAll(said, "_", "")) {
			fit = append(fit, t)
		}
	}
	if len(fit) == 0 {
		return subtypes
	}
	return fit
}
