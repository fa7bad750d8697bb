<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="5000" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="1">
    <rules key="{address}">
      <rule key="{pass}" symbol="0" filter="&quot;norm&quot; = 'pass'" label="voldoet"/>
      <rule key="{fail2}" symbol="1" filter="&quot;norm&quot; = 'fail' AND ((coalesce(&quot;norm_trees&quot;, '') = 'pass') + (coalesce(&quot;norm_canopy&quot;, '') = 'pass') + (coalesce(&quot;norm_access&quot;, '') = 'pass')) = 2" label="voldoet niet, haalt 2 criteria"/>
      <rule key="{fail1}" symbol="2" filter="&quot;norm&quot; = 'fail' AND ((coalesce(&quot;norm_trees&quot;, '') = 'pass') + (coalesce(&quot;norm_canopy&quot;, '') = 'pass') + (coalesce(&quot;norm_access&quot;, '') = 'pass')) = 1" label="voldoet niet, haalt 1 criterium"/>
      <rule key="{fail0}" symbol="3" filter="&quot;norm&quot; = 'fail' AND ((coalesce(&quot;norm_trees&quot;, '') = 'pass') + (coalesce(&quot;norm_canopy&quot;, '') = 'pass') + (coalesce(&quot;norm_access&quot;, '') = 'pass')) = 0" label="voldoet niet, haalt er geen"/>
      <rule key="{unknown}" symbol="4" filter="&quot;norm&quot; = 'unknown'" label="onbekend"/>
      <rule key="{open}" symbol="5" filter="&quot;norm&quot; = 'fail' AND ((coalesce(&quot;norm_trees&quot;, '') = 'unknown') + (coalesce(&quot;norm_canopy&quot;, '') = 'unknown') + (coalesce(&quot;norm_access&quot;, '') = 'unknown')) &gt; 0" label="stip in een driehoek: een criterium is onbekend"/>
      <rule key="{none}" symbol="6" filter="&quot;norm&quot; IS NULL" label="geen woning of buiten het normgebied"/>
      <rule key="{lit}" symbol="7" filter="is_selected() AND num_selected() &lt;= 25" label="kies een woning: haar zichtlijnen en route lichten op"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="circle"/>
            <Option name="color" type="QString" value="0,114,178,255"/>
            <Option name="size" type="QString" value="6"/>
            <Option name="size_unit" type="QString" value="RenderMetersInMapUnits"/>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,1,1.8,1,4"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="triangle"/>
            <Option name="color" type="QString" value="230,159,0,255"/>
            <Option name="size" type="QString" value="7.5"/>
            <Option name="size_unit" type="QString" value="RenderMetersInMapUnits"/>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,1,2.2,1,5"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="triangle"/>
            <Option name="color" type="QString" value="213,94,0,255"/>
            <Option name="size" type="QString" value="7.5"/>
            <Option name="size_unit" type="QString" value="RenderMetersInMapUnits"/>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,1,2.2,1,5"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="triangle"/>
            <Option name="color" type="QString" value="110,35,0,255"/>
            <Option name="size" type="QString" value="7.5"/>
            <Option name="size_unit" type="QString" value="RenderMetersInMapUnits"/>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,1,2.2,1,5"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="square"/>
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="size" type="QString" value="5.5"/>
            <Option name="size_unit" type="QString" value="RenderMetersInMapUnits"/>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,1,1.8,1,3.6"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="cross2"/>
            <Option name="color" type="QString" value="60,60,60,255"/>
            <Option name="size" type="QString" value="5.5"/>
            <Option name="size_unit" type="QString" value="RenderMetersInMapUnits"/>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,1,1.4,1,3"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="circle"/>
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="size" type="QString" value="2.2"/>
            <Option name="size_unit" type="QString" value="RenderMetersInMapUnits"/>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,1,0.8,1,1.6"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.15"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="6" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="circle"/>
            <Option name="color" type="QString" value="150,150,150,255"/>
            <Option name="size" type="QString" value="2"/>
            <Option name="size_unit" type="QString" value="RenderMetersInMapUnits"/>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,1,0.7,1,1.4"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.1"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
            <Option name="scale_method" type="QString" value="diameter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="7" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="GeometryGenerator" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="SymbolType" type="QString" value="Line"/>
            <Option name="geometryModifier" type="QString" value="eval(replace(replace('aggregate(''LAYER'', ''collect'', $geometry, &quot;address_id&quot; = ''HOME'' AND &quot;dist_m&quot; &lt;= 400)', 'LAYER', array_first(array_filter(@layer_ids, strpos(layer_property(@element, 'source'), 'layername=route') &gt; 0 OR strpos(layer_property(@element, 'title'), 'Looproute') = 1 OR layer_property(@element, 'name') = 'route'))), 'HOME', replace(replace(to_string(coalesce(attribute($currentfeature, 'address_id'), attribute($currentfeature, 'id'))), '\\', '\\\\'), '''', '''''')))"/>
            <Option name="units" type="QString" value="MapUnit"/>
          </Option>
          <symbol name="@7@0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="0,114,178,255"/>
            <Option name="line_width" type="QString" value="1.2"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
          <effect type="effectStack" enabled="1">
            <effect type="outerGlow">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
                <Option name="color_type" type="QString" value="0"/>
                <Option name="single_color" type="QString" value="0,114,178,255"/>
                <Option name="spread" type="QString" value="0.9"/>
                <Option name="spread_unit" type="QString" value="MM"/>
                <Option name="blur_level" type="QString" value="0"/>
                <Option name="blur_unit" type="QString" value="MM"/>
              </Option>
            </effect>
            <effect type="drawSource">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
              </Option>
            </effect>
          </effect>
        </layer>
          </symbol>
        </layer>
        <layer class="GeometryGenerator" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="SymbolType" type="QString" value="Line"/>
            <Option name="geometryModifier" type="QString" value="eval(replace(replace('aggregate(''LAYER'', ''collect'', $geometry, &quot;address_id&quot; = ''HOME'' AND &quot;dist_m&quot; &gt; 400)', 'LAYER', array_first(array_filter(@layer_ids, strpos(layer_property(@element, 'source'), 'layername=route') &gt; 0 OR strpos(layer_property(@element, 'title'), 'Looproute') = 1 OR layer_property(@element, 'name') = 'route'))), 'HOME', replace(replace(to_string(coalesce(attribute($currentfeature, 'address_id'), attribute($currentfeature, 'id'))), '\\', '\\\\'), '''', '''''')))"/>
            <Option name="units" type="QString" value="MapUnit"/>
          </Option>
          <symbol name="@7@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="213,94,0,255"/>
            <Option name="line_width" type="QString" value="1.2"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="4;2"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
          <effect type="effectStack" enabled="1">
            <effect type="outerGlow">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
                <Option name="color_type" type="QString" value="0"/>
                <Option name="single_color" type="QString" value="213,94,0,255"/>
                <Option name="spread" type="QString" value="0.9"/>
                <Option name="spread_unit" type="QString" value="MM"/>
                <Option name="blur_level" type="QString" value="0"/>
                <Option name="blur_unit" type="QString" value="MM"/>
              </Option>
            </effect>
            <effect type="drawSource">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
              </Option>
            </effect>
          </effect>
        </layer>
          </symbol>
        </layer>
        <layer class="GeometryGenerator" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="SymbolType" type="QString" value="Line"/>
            <Option name="geometryModifier" type="QString" value="eval(replace(replace('aggregate(''LAYER'', ''collect'', $geometry, &quot;address_id&quot; = ''HOME'' AND &quot;seen&quot; = ''yes'')', 'LAYER', array_first(array_filter(@layer_ids, strpos(layer_property(@element, 'source'), 'layername=sightline') &gt; 0 OR strpos(layer_property(@element, 'title'), 'Zichtlijnen') = 1 OR layer_property(@element, 'name') = 'sightline'))), 'HOME', replace(replace(to_string(coalesce(attribute($currentfeature, 'address_id'), attribute($currentfeature, 'id'))), '\\', '\\\\'), '''', '''''')))"/>
            <Option name="units" type="QString" value="MapUnit"/>
          </Option>
          <symbol name="@7@2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="0,114,178,255"/>
            <Option name="line_width" type="QString" value="0.7"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
          <effect type="effectStack" enabled="1">
            <effect type="outerGlow">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
                <Option name="color_type" type="QString" value="0"/>
                <Option name="single_color" type="QString" value="0,114,178,255"/>
                <Option name="spread" type="QString" value="0.9"/>
                <Option name="spread_unit" type="QString" value="MM"/>
                <Option name="blur_level" type="QString" value="0"/>
                <Option name="blur_unit" type="QString" value="MM"/>
              </Option>
            </effect>
            <effect type="drawSource">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
              </Option>
            </effect>
          </effect>
        </layer>
          </symbol>
        </layer>
        <layer class="GeometryGenerator" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="SymbolType" type="QString" value="Line"/>
            <Option name="geometryModifier" type="QString" value="eval(replace(replace('aggregate(''LAYER'', ''collect'', $geometry, &quot;address_id&quot; = ''HOME'' AND &quot;seen&quot; = ''no'')', 'LAYER', array_first(array_filter(@layer_ids, strpos(layer_property(@element, 'source'), 'layername=sightline') &gt; 0 OR strpos(layer_property(@element, 'title'), 'Zichtlijnen') = 1 OR layer_property(@element, 'name') = 'sightline'))), 'HOME', replace(replace(to_string(coalesce(attribute($currentfeature, 'address_id'), attribute($currentfeature, 'id'))), '\\', '\\\\'), '''', '''''')))"/>
            <Option name="units" type="QString" value="MapUnit"/>
          </Option>
          <symbol name="@7@3" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="213,94,0,255"/>
            <Option name="line_width" type="QString" value="0.7"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="3;2"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
          <effect type="effectStack" enabled="1">
            <effect type="outerGlow">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
                <Option name="color_type" type="QString" value="0"/>
                <Option name="single_color" type="QString" value="213,94,0,255"/>
                <Option name="spread" type="QString" value="0.9"/>
                <Option name="spread_unit" type="QString" value="MM"/>
                <Option name="blur_level" type="QString" value="0"/>
                <Option name="blur_unit" type="QString" value="MM"/>
              </Option>
            </effect>
            <effect type="drawSource">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
              </Option>
            </effect>
          </effect>
        </layer>
          </symbol>
        </layer>
        <layer class="GeometryGenerator" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="SymbolType" type="QString" value="Line"/>
            <Option name="geometryModifier" type="QString" value="eval(replace(replace('aggregate(''LAYER'', ''collect'', $geometry, &quot;address_id&quot; = ''HOME'' AND &quot;seen&quot; = ''unknown'')', 'LAYER', array_first(array_filter(@layer_ids, strpos(layer_property(@element, 'source'), 'layername=sightline') &gt; 0 OR strpos(layer_property(@element, 'title'), 'Zichtlijnen') = 1 OR layer_property(@element, 'name') = 'sightline'))), 'HOME', replace(replace(to_string(coalesce(attribute($currentfeature, 'address_id'), attribute($currentfeature, 'id'))), '\\', '\\\\'), '''', '''''')))"/>
            <Option name="units" type="QString" value="MapUnit"/>
          </Option>
          <symbol name="@7@4" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="90,90,90,255"/>
            <Option name="line_width" type="QString" value="0.7"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="0.8;2"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
          <effect type="effectStack" enabled="1">
            <effect type="outerGlow">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
                <Option name="color_type" type="QString" value="0"/>
                <Option name="single_color" type="QString" value="90,90,90,255"/>
                <Option name="spread" type="QString" value="0.9"/>
                <Option name="spread_unit" type="QString" value="MM"/>
                <Option name="blur_level" type="QString" value="0"/>
                <Option name="blur_unit" type="QString" value="MM"/>
              </Option>
            </effect>
            <effect type="drawSource">
              <Option type="Map">
                <Option name="enabled" type="QString" value="1"/>
                <Option name="draw_mode" type="QString" value="2"/>
                <Option name="blend_mode" type="QString" value="0"/>
                <Option name="opacity" type="QString" value="1"/>
              </Option>
            </effect>
          </effect>
        </layer>
          </symbol>
        </layer>
      </symbol>
    </symbols>
    <orderby>
      <orderByClause asc="1" nullsFirst="1">if(is_selected(), 10, 0) + CASE WHEN "norm" = 'pass' THEN 1 WHEN "norm" = 'unknown' THEN 2 WHEN "norm" = 'fail' THEN 6 - ((coalesce("norm_trees", '') = 'pass') + (coalesce("norm_canopy", '') = 'pass') + (coalesce("norm_access", '') = 'pass')) ELSE 0 END</orderByClause>
    </orderby>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{values}" description="gemeten waarden" filter='"norm" IS NOT NULL' scalemaxdenom="1000">
      <settings calloutType="simple">
        <text-style fieldName="array_to_string(array_filter(array(CASE WHEN &quot;norm_trees&quot; IS NOT NULL THEN coalesce(to_string(attribute($currentfeature,'trees_in_sight')) || if(attribute($currentfeature,'trees_in_sight') = 1, ' boom', ' bomen'), 'bomen ?') END, CASE WHEN &quot;norm_canopy&quot; IS NOT NULL THEN coalesce(to_string(floor(attribute($currentfeature,'canopy_pct'))) || ' % kroon', 'kroon ?') END, CASE WHEN &quot;norm_access&quot; IS NOT NULL THEN CASE WHEN &quot;norm_reason&quot; LIKE '%koele plek%' THEN coalesce('koele plek ' || to_string(ceil(attribute($currentfeature,'cool_dist_m'))) || ' m', 'koele plek ?') ELSE coalesce('groen ' || to_string(ceil(attribute($currentfeature,'green_dist_m'))) || ' m', 'groen ?') END END), @element IS NOT NULL), '\n')" isExpression="1" fontFamily="Sans Serif" fontSize="7" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="0" quadOffset="7" xOffset="0" yOffset="2.6" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
        <dd_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="Priority" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="CASE WHEN &quot;norm&quot; = 'fail' THEN 10 - 2 * ((coalesce(&quot;norm_trees&quot;, '') = 'pass') + (coalesce(&quot;norm_canopy&quot;, '') = 'pass') + (coalesce(&quot;norm_access&quot;, '') = 'pass')) WHEN &quot;norm&quot; = 'unknown' THEN 2 ELSE 0 END"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></dd_properties>
      </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="norm" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_trees" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_canopy" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_access" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_heemskerk" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_konijnendijk_2023" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_handbook_2025" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_cobra" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_zuidholland_2026" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_rivm_2025" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_who_2016_core" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_who_2016_1ha" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_barcelona_2022" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_nina" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_england_2026" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_belgium_datalab" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="norm_koelteplek" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="home" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="ja" type="QString" value="1"/></Option><Option type="Map"><Option name="nee" type="QString" value="0"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Objectnummer (BAG)"/>
    <alias index="1" field="address_id" name="Nummeraanduiding"/>
    <alias index="2" field="object" name="Soort object"/>
    <alias index="3" field="street" name="Straat"/>
    <alias index="4" field="number" name="Huisnummer"/>
    <alias index="5" field="letter" name="Huisletter"/>
    <alias index="6" field="addition" name="Toevoeging"/>
    <alias index="7" field="postcode" name="Postcode"/>
    <alias index="8" field="place" name="Woonplaats"/>
    <alias index="9" field="status" name="Status"/>
    <alias index="10" field="use" name="Gebruiksdoel"/>
    <alias index="11" field="home" name="Woning"/>
    <alias index="12" field="area_m2" name="Oppervlakte (m²)"/>
    <alias index="13" field="floor" name="Verdieping"/>
    <alias index="14" field="floor_source" name="Herkomst verdieping"/>
    <alias index="15" field="building_id" name="Pand"/>
    <alias index="16" field="building_ids" name="Panden"/>
    <alias index="17" field="neighbourhood_id" name="Buurt"/>
    <alias index="18" field="source" name="Bron"/>
    <alias index="19" field="source_date" name="Brondatum"/>
    <alias index="20" field="trees_in_sight" name="Bomen in zicht"/>
    <alias index="21" field="trees_in_sight_max" name="Bomen in zicht, hoogstens"/>
    <alias index="22" field="trees_in_sight_best" name="Bomen in zicht vanaf het beste punt"/>
    <alias index="23" field="trees_in_sight_public" name="Openbare bomen in zicht"/>
    <alias index="24" field="trees_in_reach" name="Bomen binnen bereik"/>
    <alias index="25" field="trees_nearest_m" name="Dichtstbijzijnde boom (m)"/>
    <alias index="26" field="trees_note" name="Opmerking bij bomen (code)"/>
    <alias index="27" field="canopy_pct" name="Kroonbedekking (%)"/>
    <alias index="28" field="canopy_m2" name="Kroonoppervlak (m²)"/>
    <alias index="29" field="canopy_area_m2" name="Oppervlak van het gebied (m²)"/>
    <alias index="30" field="canopy_unit" name="Gebied van de kroonbedekking"/>
    <alias index="31" field="canopy_source" name="Herkomst kroonbedekking"/>
    <alias index="32" field="canopy_note" name="Opmerking bij kroonbedekking (code)"/>
    <alias index="33" field="green_dist_m" name="Afstand tot groen (m)"/>
    <alias index="34" field="green_straight_m" name="Afstand tot groen hemelsbreed (m)"/>
    <alias index="35" field="green_id" name="Dichtstbijzijnd groen"/>
    <alias index="36" field="green_note" name="Opmerking bij groen (code)"/>
    <alias index="37" field="norm" name="Groennorm"/>
    <alias index="38" field="norm_score" name="Criteria gehaald"/>
    <alias index="39" field="norm_reason" name="Toelichting"/>
    <alias index="40" field="norm_trees" name="Oordeel bomen in zicht"/>
    <alias index="41" field="norm_canopy" name="Oordeel kroonbedekking"/>
    <alias index="42" field="norm_access" name="Oordeel afstand tot groen"/>
    <alias index="43" field="norm_trees_margin" name="Marge bomen"/>
    <alias index="44" field="norm_canopy_margin" name="Marge kroonbedekking (procentpunt)"/>
    <alias index="45" field="norm_access_margin" name="Marge afstand tot groen (m)"/>
    <alias index="46" field="trees_short" name="Bomen te kort"/>
    <alias index="47" field="access_over_m" name="Te ver van groen (m)"/>
    <alias index="48" field="norm_note" name="Opmerking bij oordeel (code)"/>
    <alias index="49" field="trees_in_sight_top" name="Bomen in zicht vanaf de hoogste verdieping"/>
    <alias index="50" field="norm_mark" name="Rapportcijfer"/>
    <alias index="51" field="norm_heemskerk" name="Oordeel: Groennorm Heemskerk (4-40-400)"/>
    <alias index="52" field="norm_konijnendijk_2023" name="Oordeel: 3-30-300 (Konijnendijk 2023)"/>
    <alias index="53" field="norm_handbook_2025" name="Oordeel: 3-30-300-handboek (2025)"/>
    <alias index="54" field="norm_cobra" name="Oordeel: 3-30-300-kaart van Cobra Groeninzicht"/>
    <alias index="55" field="norm_zuidholland_2026" name="Oordeel: 3-30-300 Zuid-Holland (2026)"/>
    <alias index="56" field="norm_rivm_2025" name="Oordeel: Vuistregels RIVM (2025)"/>
    <alias index="57" field="norm_who_2016_core" name="Oordeel: WHO 2016, kernindicator (0,5 ha binnen 300 m)"/>
    <alias index="58" field="norm_who_2016_1ha" name="Oordeel: WHO 2016, 1 ha binnen 300 m"/>
    <alias index="59" field="norm_barcelona_2022" name="Oordeel: 3-30-300-studie Barcelona (2022)"/>
    <alias index="60" field="norm_nina" name="Oordeel: 3-30-300 volgens NINA"/>
    <alias index="61" field="norm_england_2026" name="Oordeel: 3-30-300 Engeland (2026)"/>
    <alias index="62" field="norm_belgium_datalab" name="Oordeel: 3+30+300 België (datalab)"/>
    <alias index="63" field="norm_koelteplek" name="Oordeel: Koele plek binnen 300 m"/>
    <alias index="64" field="cool_dist_m" name="Afstand tot koele plek (m)"/>
    <alias index="65" field="cool_straight_m" name="Afstand tot koele plek, hemelsbreed (m)"/>
    <alias index="66" field="cool_id" name="Koele plek"/>
    <alias index="67" field="cool_note" name="Koele plek: bijzonderheden"/>
    <alias index="68" field="cool_shade_pct" name="Schaduw op de route naar de koele plek (%)"/>
    <alias index="69" field="green_shade_pct" name="Schaduw op de route naar groen (%)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="norm" hidden="0" width="-1"/>
      <column type="field" name="norm_score" hidden="0" width="-1"/>
      <column type="field" name="norm_mark" hidden="0" width="-1"/>
      <column type="field" name="norm_reason" hidden="0" width="-1"/>
      <column type="field" name="norm_trees" hidden="0" width="-1"/>
      <column type="field" name="norm_canopy" hidden="0" width="-1"/>
      <column type="field" name="norm_access" hidden="0" width="-1"/>
      <column type="field" name="norm_trees_margin" hidden="0" width="-1"/>
      <column type="field" name="norm_canopy_margin" hidden="0" width="-1"/>
      <column type="field" name="norm_access_margin" hidden="0" width="-1"/>
      <column type="field" name="trees_short" hidden="0" width="-1"/>
      <column type="field" name="access_over_m" hidden="0" width="-1"/>
      <column type="field" name="norm_note" hidden="0" width="-1"/>
      <column type="field" name="norm_heemskerk" hidden="0" width="-1"/>
      <column type="field" name="norm_konijnendijk_2023" hidden="0" width="-1"/>
      <column type="field" name="norm_handbook_2025" hidden="0" width="-1"/>
      <column type="field" name="norm_cobra" hidden="0" width="-1"/>
      <column type="field" name="norm_zuidholland_2026" hidden="0" width="-1"/>
      <column type="field" name="norm_rivm_2025" hidden="0" width="-1"/>
      <column type="field" name="norm_who_2016_core" hidden="0" width="-1"/>
      <column type="field" name="norm_who_2016_1ha" hidden="0" width="-1"/>
      <column type="field" name="norm_barcelona_2022" hidden="0" width="-1"/>
      <column type="field" name="norm_nina" hidden="0" width="-1"/>
      <column type="field" name="norm_england_2026" hidden="0" width="-1"/>
      <column type="field" name="norm_belgium_datalab" hidden="0" width="-1"/>
      <column type="field" name="norm_koelteplek" hidden="0" width="-1"/>
      <column type="field" name="trees_in_sight" hidden="0" width="-1"/>
      <column type="field" name="trees_in_sight_max" hidden="0" width="-1"/>
      <column type="field" name="trees_in_sight_best" hidden="0" width="-1"/>
      <column type="field" name="trees_in_sight_public" hidden="0" width="-1"/>
      <column type="field" name="trees_in_sight_top" hidden="0" width="-1"/>
      <column type="field" name="trees_in_reach" hidden="0" width="-1"/>
      <column type="field" name="trees_nearest_m" hidden="0" width="-1"/>
      <column type="field" name="trees_note" hidden="0" width="-1"/>
      <column type="field" name="canopy_pct" hidden="0" width="-1"/>
      <column type="field" name="canopy_m2" hidden="0" width="-1"/>
      <column type="field" name="canopy_area_m2" hidden="0" width="-1"/>
      <column type="field" name="canopy_unit" hidden="0" width="-1"/>
      <column type="field" name="canopy_source" hidden="0" width="-1"/>
      <column type="field" name="canopy_note" hidden="0" width="-1"/>
      <column type="field" name="green_dist_m" hidden="0" width="-1"/>
      <column type="field" name="green_straight_m" hidden="0" width="-1"/>
      <column type="field" name="green_id" hidden="0" width="-1"/>
      <column type="field" name="green_note" hidden="0" width="-1"/>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="address_id" hidden="0" width="-1"/>
      <column type="field" name="object" hidden="0" width="-1"/>
      <column type="field" name="street" hidden="0" width="-1"/>
      <column type="field" name="number" hidden="0" width="-1"/>
      <column type="field" name="letter" hidden="0" width="-1"/>
      <column type="field" name="addition" hidden="0" width="-1"/>
      <column type="field" name="postcode" hidden="0" width="-1"/>
      <column type="field" name="place" hidden="0" width="-1"/>
      <column type="field" name="status" hidden="0" width="-1"/>
      <column type="field" name="use" hidden="0" width="-1"/>
      <column type="field" name="home" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="field" name="floor" hidden="0" width="-1"/>
      <column type="field" name="floor_source" hidden="0" width="-1"/>
      <column type="field" name="building_id" hidden="0" width="-1"/>
      <column type="field" name="building_ids" hidden="0" width="-1"/>
      <column type="field" name="neighbourhood_id" hidden="0" width="-1"/>
      <column type="field" name="source" hidden="0" width="-1"/>
      <column type="field" name="source_date" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Oordeel" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="norm" index="37" showLabel="1"/>
      <attributeEditorField name="norm_score" index="38" showLabel="1"/>
      <attributeEditorField name="norm_mark" index="50" showLabel="1"/>
      <attributeEditorField name="norm_reason" index="39" showLabel="1"/>
      <attributeEditorField name="norm_trees" index="40" showLabel="1"/>
      <attributeEditorField name="norm_canopy" index="41" showLabel="1"/>
      <attributeEditorField name="norm_access" index="42" showLabel="1"/>
      <attributeEditorField name="norm_trees_margin" index="43" showLabel="1"/>
      <attributeEditorField name="norm_canopy_margin" index="44" showLabel="1"/>
      <attributeEditorField name="norm_access_margin" index="45" showLabel="1"/>
      <attributeEditorField name="trees_short" index="46" showLabel="1"/>
      <attributeEditorField name="access_over_m" index="47" showLabel="1"/>
      <attributeEditorField name="norm_note" index="48" showLabel="1"/>
      <attributeEditorField name="norm_heemskerk" index="51" showLabel="1"/>
      <attributeEditorField name="norm_konijnendijk_2023" index="52" showLabel="1"/>
      <attributeEditorField name="norm_handbook_2025" index="53" showLabel="1"/>
      <attributeEditorField name="norm_cobra" index="54" showLabel="1"/>
      <attributeEditorField name="norm_zuidholland_2026" index="55" showLabel="1"/>
      <attributeEditorField name="norm_rivm_2025" index="56" showLabel="1"/>
      <attributeEditorField name="norm_who_2016_core" index="57" showLabel="1"/>
      <attributeEditorField name="norm_who_2016_1ha" index="58" showLabel="1"/>
      <attributeEditorField name="norm_barcelona_2022" index="59" showLabel="1"/>
      <attributeEditorField name="norm_nina" index="60" showLabel="1"/>
      <attributeEditorField name="norm_england_2026" index="61" showLabel="1"/>
      <attributeEditorField name="norm_belgium_datalab" index="62" showLabel="1"/>
      <attributeEditorField name="norm_koelteplek" index="63" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Bomen in zicht" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="trees_in_sight" index="20" showLabel="1"/>
      <attributeEditorField name="trees_in_sight_max" index="21" showLabel="1"/>
      <attributeEditorField name="trees_in_sight_best" index="22" showLabel="1"/>
      <attributeEditorField name="trees_in_sight_public" index="23" showLabel="1"/>
      <attributeEditorField name="trees_in_sight_top" index="49" showLabel="1"/>
      <attributeEditorField name="trees_in_reach" index="24" showLabel="1"/>
      <attributeEditorField name="trees_nearest_m" index="25" showLabel="1"/>
      <attributeEditorField name="trees_note" index="26" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Kroonbedekking" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="canopy_pct" index="27" showLabel="1"/>
      <attributeEditorField name="canopy_m2" index="28" showLabel="1"/>
      <attributeEditorField name="canopy_area_m2" index="29" showLabel="1"/>
      <attributeEditorField name="canopy_unit" index="30" showLabel="1"/>
      <attributeEditorField name="canopy_source" index="31" showLabel="1"/>
      <attributeEditorField name="canopy_note" index="32" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Afstand tot groen" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="green_dist_m" index="33" showLabel="1"/>
      <attributeEditorField name="green_straight_m" index="34" showLabel="1"/>
      <attributeEditorField name="green_id" index="35" showLabel="1"/>
      <attributeEditorField name="green_note" index="36" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Adres" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="address_id" index="1" showLabel="1"/>
      <attributeEditorField name="object" index="2" showLabel="1"/>
      <attributeEditorField name="street" index="3" showLabel="1"/>
      <attributeEditorField name="number" index="4" showLabel="1"/>
      <attributeEditorField name="letter" index="5" showLabel="1"/>
      <attributeEditorField name="addition" index="6" showLabel="1"/>
      <attributeEditorField name="postcode" index="7" showLabel="1"/>
      <attributeEditorField name="place" index="8" showLabel="1"/>
      <attributeEditorField name="status" index="9" showLabel="1"/>
      <attributeEditorField name="use" index="10" showLabel="1"/>
      <attributeEditorField name="home" index="11" showLabel="1"/>
      <attributeEditorField name="area_m2" index="12" showLabel="1"/>
      <attributeEditorField name="floor" index="13" showLabel="1"/>
      <attributeEditorField name="floor_source" index="14" showLabel="1"/>
      <attributeEditorField name="building_id" index="15" showLabel="1"/>
      <attributeEditorField name="building_ids" index="16" showLabel="1"/>
      <attributeEditorField name="neighbourhood_id" index="17" showLabel="1"/>
      <attributeEditorField name="source" index="18" showLabel="1"/>
      <attributeEditorField name="source_date" index="19" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"norm_reason"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% replace(coalesce(coalesce(attribute($currentfeature,'street'),'') || ' ' || coalesce(attribute($currentfeature,'number'),'') || coalesce(attribute($currentfeature,'letter'),'') || coalesce('-' || attribute($currentfeature,'addition'),''),''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</b><br>
<b>Groennorm: [% CASE WHEN "norm"='pass' THEN '<span style="color:#0072B2">&#9679; voldoet</span>' WHEN "norm"='fail' THEN '<span style="color:#D55E00">&#9650; voldoet niet</span>' WHEN "norm"='unknown' THEN '<span style="color:#555555">&#8863; onbekend</span>' ELSE 'niet beoordeeld' END %]</b>[% CASE WHEN "norm" IS NOT NULL THEN ': haalt ' || ((coalesce("norm_trees", '') = 'pass') + (coalesce("norm_canopy", '') = 'pass') + (coalesce("norm_access", '') = 'pass')) || ' van ' || (("norm_trees" IS NOT NULL) + ("norm_canopy" IS NOT NULL) + ("norm_access" IS NOT NULL)) || CASE WHEN (("norm_trees" IS NOT NULL) + ("norm_canopy" IS NOT NULL) + ("norm_access" IS NOT NULL)) = 1 THEN ' criterium' ELSE ' criteria' END || CASE WHEN ((coalesce("norm_trees", '') = 'unknown') + (coalesce("norm_canopy", '') = 'unknown') + (coalesce("norm_access", '') = 'unknown')) > 0 THEN ', ' || ((coalesce("norm_trees", '') = 'unknown') + (coalesce("norm_canopy", '') = 'unknown') + (coalesce("norm_access", '') = 'unknown')) || ' onbekend' ELSE '' END ELSE '' END %]<br>
<table cellspacing="0">
<tr><td style="padding-right:8px">Bomen in zicht</td><td style="padding-right:8px">[% coalesce(to_string(attribute($currentfeature,'trees_in_sight')),if("norm_trees" IS NULL, '', '?')) %]</td><td style="padding-right:8px">[% CASE WHEN "norm_trees"='pass' THEN '<span style="color:#0072B2">&#9679; voldoet</span>' WHEN "norm_trees"='fail' THEN '<span style="color:#D55E00">&#9650; voldoet niet</span>' WHEN "norm_trees"='unknown' THEN '<span style="color:#555555">&#8863; onbekend</span>' ELSE 'niet beoordeeld' END %]</td></tr>
<tr><td style="padding-right:8px">Kroonbedekking</td><td style="padding-right:8px">[% coalesce(format_number(floor(attribute($currentfeature,'canopy_pct') * 10) / 10, 1, 'nl') || ' %',if("norm_canopy" IS NULL, '', '?')) %]</td><td style="padding-right:8px">[% CASE WHEN "norm_canopy"='pass' THEN '<span style="color:#0072B2">&#9679; voldoet</span>' WHEN "norm_canopy"='fail' THEN '<span style="color:#D55E00">&#9650; voldoet niet</span>' WHEN "norm_canopy"='unknown' THEN '<span style="color:#555555">&#8863; onbekend</span>' ELSE 'niet beoordeeld' END %]</td></tr>
<tr><td style="padding-right:8px">[% CASE WHEN "norm_reason" LIKE '%koele plek%' THEN 'Afstand tot koele plek' ELSE 'Afstand tot groen' END %]</td><td style="padding-right:8px">[% coalesce(to_string(ceil(CASE WHEN "norm_reason" LIKE '%koele plek%' THEN attribute($currentfeature,'cool_dist_m') ELSE attribute($currentfeature,'green_dist_m') END)) || ' m',if("norm_access" IS NULL, '', '?')) %]</td><td style="padding-right:8px">[% CASE WHEN "norm_access"='pass' THEN '<span style="color:#0072B2">&#9679; voldoet</span>' WHEN "norm_access"='fail' THEN '<span style="color:#D55E00">&#9650; voldoet niet</span>' WHEN "norm_access"='unknown' THEN '<span style="color:#555555">&#8863; onbekend</span>' ELSE 'niet beoordeeld' END %]</td></tr>
</table>
[% coalesce('Rapportcijfer ' || format_number(floor(attribute($currentfeature,'norm_mark') * 10) / 10, 1, 'nl') || '<br>', '') %]
[% replace(coalesce("norm_reason",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</div>]]></mapTip>
</qgis>
